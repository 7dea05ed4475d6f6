package dev.spinlab.storage;

/**
 * What may be asked in NMI context; what may not answers EOPNOTSUPP and takes no lock.
 *
 * @param delete whether an element may be deleted
 * @param replace whether an update may replace an element, which retires the old one
 */
public record NmiRules(boolean delete, boolean replace) {
    /** Everything is allowed. */
    public static final NmiRules ALL = new NmiRules(true, true);

    /** Deleting is refused, as in the kernel since the counters went. */
    public static final NmiRules NO_DELETE = new NmiRules(false, true);

    /** Whatever retires an element is refused, because retiring is not safe there. */
    public static final NmiRules NO_RETIRE = new NmiRules(false, false);
}
