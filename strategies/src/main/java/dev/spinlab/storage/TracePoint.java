package dev.spinlab.storage;

/** A place inside an operation where a program can be attached, and so be called by the operation (kernel: fentry). */
public enum TracePoint {
    /** On entry to creating or replacing: inside the recursion guard and a read section, no lock held. */
    UPDATE,
    /** On entry to unlinking by a delete: inside the recursion guard and a read section, no lock held. */
    UNLINK,
    /** Right after the lock of the owner's storage was taken by an update or a delete. */
    LOCKED
}
