package dev.spinlab.bench.claims;

import dev.spinlab.explore.Rule;
import dev.spinlab.machine.Errno;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What some schedules of one backend showed.
 *
 * @param schedules how many were run
 * @param refusals errors that calls gave
 * @param broken rules that did not hold, and in how many schedules
 */
record Explored(long schedules, Set<Errno> refusals, Map<Rule, Long> broken) {
    Explored {
        refusals = Collections.unmodifiableSet(
                refusals.isEmpty() ? EnumSet.noneOf(Errno.class) : EnumSet.copyOf(refusals));
        Map<Rule, Long> copy = new EnumMap<>(Rule.class);
        copy.putAll(broken);
        broken = Collections.unmodifiableMap(copy);
    }

    /** Whether something was run and every rule held in all of it. */
    boolean clean() {
        return schedules > 0 && broken.isEmpty();
    }

    /** In how many schedules a rule did not hold. */
    long broken(Rule rule) {
        return broken.getOrDefault(rule, 0L);
    }

    /** In how many schedules some rule did not hold; a schedule is counted under the first rule it breaks. */
    long breaking() {
        return broken.values().stream().mapToLong(Long::longValue).sum();
    }
}
