package dev.spinlab.conformance;

/** To which backends a check applies. */
public enum Applies {
    /** To the locks, whatever the backend: run once. */
    LOCKS("the locks themselves"),
    /** To every backend. */
    ALL("every backend"),
    /** To those with a busy counter. */
    COUNTER("backends with a busy counter"),
    /** To those whose locks answer. */
    RESILIENT("backends with resilient locks"),
    /** To those that free in batches. */
    DEFERRED("backends that defer frees"),
    /** To those that refuse to delete in an NMI. */
    NO_NMI_DELETE("backends that refuse to delete in an NMI");

    private final String text;

    Applies(String text) {
        this.text = text;
    }

    /** Returns whether it applies to a backend of these capabilities. */
    public boolean to(Capabilities capabilities) {
        return switch (this) {
            case LOCKS, ALL -> true;
            case COUNTER -> capabilities.counter();
            case RESILIENT -> capabilities.resilientLocks();
            case DEFERRED -> capabilities.defersFrees();
            case NO_NMI_DELETE -> !capabilities.deletesInNmi();
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
