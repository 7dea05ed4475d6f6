package dev.spinlab.bench.driver;

/** Which backends a workload tells apart. */
public enum Participants {
    /** All. */
    EVERY,
    /** One of each kind of lock, since nothing is freed: backends that differ only in how they free do the same. */
    ONE_PER_LOCK,
    /** The locks themselves, one of each kind. */
    LOCKS,
    /** As {@link #LOCKS}, and only locks that detect deadlock and time out. */
    RESILIENT_LOCKS,
    /** Any single one: what is measured is the suite itself. */
    ANY_ONE;

    /**
     * Whether a backend can take part at all.
     *
     * @param backend the backend
     * @return false if the workload would hang or mean nothing with it
     */
    public boolean admit(BackendInfo backend) {
        return switch (this) {
            case LOCKS -> backend.hasLock();
            case RESILIENT_LOCKS -> backend.resilientLocks();
            default -> true;
        };
    }

    /**
     * Whether backends with the same kind of lock are one and the same here.
     *
     * @return true if only the first of them takes part, unless another one is asked for
     */
    public boolean oncePerLock() {
        return this == ONE_PER_LOCK || this == LOCKS || this == RESILIENT_LOCKS;
    }
}
