package dev.spinlab.bench.verify;

import dev.spinlab.explore.ChoiceList;
import dev.spinlab.explore.Finding;
import dev.spinlab.explore.Rule;
import dev.spinlab.machine.Errno;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found of one backend in one situation. Thread-safe. */
final class CellTally {
    private final Set<Errno> refusals = EnumSet.noneOf(Errno.class);
    private final Map<Rule, Finding> breaches = new EnumMap<>(Rule.class);
    private long schedules;

    synchronized void add(Set<Errno> refused, @Nullable Finding finding) {
        schedules++;
        refusals.addAll(refused);
        if (finding != null) {
            breaches.merge(finding.rule(), finding, CellTally::shorter);
        }
    }

    synchronized void replace(Finding minimized) {
        breaches.put(minimized.rule(), minimized);
    }

    private static Finding shorter(Finding one, Finding other) {
        return choices(other) < choices(one) ? other : one;
    }

    private static int choices(Finding finding) {
        return ChoiceList.parse(finding.choices()).size();
    }

    synchronized long schedules() {
        return schedules;
    }

    synchronized Set<Errno> refusals() {
        return EnumSet.copyOf(refusals);
    }

    synchronized Map<Rule, Finding> breaches() {
        return new EnumMap<>(breaches);
    }
}
