package dev.spinlab.machine;

/** The error codes that the modelled operations return, with their Linux numbers (kernel-facts 2.8). */
public enum Errno {
    /** Success. */
    OK(0),
    /** Absent, where presence was asked for. */
    ENOENT(2),
    /** A race was lost; trying again makes sense. */
    EAGAIN(11),
    /** Memory or the owner's limit ran out. */
    ENOMEM(12),
    /** The busy counter says that somebody is inside on this CPU. */
    EBUSY(16),
    /** Present, where absence was asked for. */
    EEXIST(17),
    /** Bad flags or a dead owner. */
    EINVAL(22),
    /** The value is larger than a map allows. */
    E2BIG(7),
    /** Waiting for a lock would never end. */
    EDEADLK(35),
    /** Not allowed in this context. */
    EOPNOTSUPP(95),
    /** Waiting for a lock took too long. */
    ETIMEDOUT(110);

    private static final Errno[] BY_NUMBER = new Errno[128];

    static {
        for (Errno errno : values()) {
            BY_NUMBER[errno.number] = errno;
        }
    }

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** Returns the code of the given {@link #number}, which must be one of these. */
    static Errno of(int number) {
        return BY_NUMBER[number];
    }

    /** Returns the positive Linux number, 0 for {@link #OK}. */
    public int number() {
        return number;
    }
}
