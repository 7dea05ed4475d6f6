package dev.spinlab.explore;

/**
 * A rule that did not hold in some schedule.
 *
 * @param backend id of the backend
 * @param encounter id of the encounter
 * @param rule the rule, by name
 * @param detail what was found
 * @param choices the schedule
 */
public record Finding(String backend, String encounter, Rule rule, String detail, String choices) {
    /** Returns what {@code --replay} takes to see it again. */
    public String replay() {
        return backend + ":" + encounter + ":" + choices;
    }

    @Override
    public String toString() {
        return rule + " (" + detail + ") in " + replay();
    }
}
