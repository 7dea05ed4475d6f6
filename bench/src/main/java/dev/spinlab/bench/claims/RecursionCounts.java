package dev.spinlab.bench.claims;

import dev.spinlab.machine.Errno;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What programs were answered that an update called.
 *
 * @param rounds how often each was called
 * @param elsewhere answers to one that creates on another map, called before the update takes a lock
 * @param sameLock answers to one that wants the lock that the update holds
 */
record RecursionCounts(int rounds, Map<Errno, Integer> elsewhere, Map<Errno, Integer> sameLock) {
    RecursionCounts {
        elsewhere = copy(elsewhere);
        sameLock = copy(sameLock);
    }

    private static Map<Errno, Integer> copy(Map<Errno, Integer> counts) {
        Map<Errno, Integer> copy = new EnumMap<>(Errno.class);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** Whether every call on another map was answered so. */
    boolean allElsewhere(Errno errno) {
        return rounds > 0 && elsewhere.getOrDefault(errno, 0) == rounds;
    }

    /** Whether every call that wanted the lock held was answered so. */
    boolean allOnTheSameLock(Errno errno) {
        return rounds > 0 && sameLock.getOrDefault(errno, 0) == rounds;
    }
}
