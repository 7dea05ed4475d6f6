package dev.spinlab.explore;

/** Thrown by a body of an encounter that sees a rule broken. */
final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    BrokenRule(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
