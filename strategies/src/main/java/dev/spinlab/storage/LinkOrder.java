package dev.spinlab.storage;

/** How an operation that touches both an owner's list and a bucket nests its locks (kernel-facts 2.2 and 2.5). */
public enum LinkOrder {
    /**
     * As with the counter: an element's bucket follows from the element, and unlinking takes the bucket lock and then the
     * storage lock in sections of their own.
     */
    SEPARATE,
    /**
     * As with resilient locks: an element's bucket follows from its storage, so replacing touches one bucket, and the bucket
     * lock is taken inside the storage lock, so that a refusal by either leaves both lists as they were.
     */
    NESTED
}
