package dev.spinlab.explore;

import java.util.Locale;

/** What the owner has when two operations meet. */
enum Scene {
    /** An element in either map, and one in a third. */
    PRESENT,
    /** An element in the other map only. */
    ABSENT,
    /** An element in the first operation's map only: deleting it empties the storage. */
    SINGLE,
    /** Nothing, not even a storage. */
    EMPTY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
