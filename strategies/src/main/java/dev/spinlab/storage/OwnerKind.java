package dev.spinlab.storage;

/** What owns storage. */
public enum OwnerKind {
    /** A task: each has its own, and its programs are often re-entered. Has a busy counter where there is one. */
    TASK(true, false),
    /** A control group: one owner shared by many tasks. Has a busy counter of its own where there is one. */
    CGROUP(true, false),
    /** A socket: never had a counter; what it stores is charged to its option memory. */
    SOCKET(false, true),
    /** An inode: never had a counter. */
    INODE(false, false);

    private final boolean guarded;
    private final boolean charged;

    OwnerKind(boolean guarded, boolean charged) {
        this.guarded = guarded;
        this.charged = charged;
    }

    /** Returns whether a backend with a recursion guard uses it for this kind. */
    public boolean guarded() {
        return guarded;
    }

    /** Returns whether elements are charged to the owner. */
    public boolean charged() {
        return charged;
    }
}
