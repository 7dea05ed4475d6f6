package dev.spinlab.zoo;

import java.util.ArrayList;
import java.util.List;

/**
 * A bug, and where it must be caught.
 *
 * @param name what it is
 * @param edits what is changed
 * @param hunt what {@link Hunt} looks at
 * @param caught a part of what it must say
 */
record SeededBug(String name, List<Edit> edits, String hunt, String caught) {
    /** One change: {@code from}, which occurs exactly once in {@code file}, becomes {@code to}. */
    record Edit(String file, String from, String to) {}

    static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects a bug's edits. */
    static final class Builder {
        private final String name;
        private final List<Edit> edits = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** In {@code file}, a path below {@code dev/spinlab} without its ending, {@code from} becomes {@code to}. */
        Builder edit(String file, String from, String to) {
            edits.add(new Edit(file, from, to));
            return this;
        }

        /** Every schedule of the encounters whose names contain {@code part}, on {@code backend}, finds {@code rule} broken. */
        SeededBug brokenIn(String backend, String part, String rule) {
            return new SeededBug(name, List.copyOf(edits), "explore " + backend + " " + part, rule);
        }

        /** The check of the kit with this number fails on {@code backend}. */
        SeededBug failing(String backend, String check) {
            return new SeededBug(name, List.copyOf(edits), "check " + backend + " " + check, check);
        }
    }
}
