package dev.spinlab.bench.kernelprobe;

/** The real kernel cannot be measured here. The message is one line: the reason, and what would help. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String remedy;

    UnavailableException(String reason, String remedy) {
        super(reason + "; " + remedy);
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * Why not.
     *
     * @return a clause
     */
    public String reason() {
        return reason;
    }

    /**
     * What would help.
     *
     * @return a clause
     */
    public String remedy() {
        return remedy;
    }
}
