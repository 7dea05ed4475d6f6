package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The histograms of one panel.
 *
 * @param label what the panel shows
 * @param shown the case
 * @param byBackend all forks of a backend added together, in the order of the report
 */
record Distribution(String label, Case shown, Map<String, Histogram> byBackend) {
    Distribution {
        byBackend = Collections.unmodifiableMap(new LinkedHashMap<>(byBackend));
    }

    /** The histograms of a tag in a case, empty where no row has one with a value. */
    static Optional<Distribution> of(ChartContext context, Case shown, String tag, String label) {
        Map<String, Histogram> byBackend = new LinkedHashMap<>();
        for (Row row : context.measurements().rows(shown)) {
            context.measurements()
                    .histogram(row, tag)
                    .filter(histogram -> histogram.getTotalCount() > 0)
                    .ifPresent(histogram -> byBackend.put(row.backend(), histogram));
        }
        return byBackend.isEmpty() ? Optional.empty() : Optional.of(new Distribution(label, shown, byBackend));
    }

    /** Those of several cases, labelled by where they ran; at most so many. */
    static List<Distribution> of(ChartContext context, List<Case> cases, String tag, int most) {
        List<Distribution> found = new ArrayList<>();
        for (Case c : cases) {
            if (found.size() < most) {
                of(context, c, tag, c.placement() + ", preemption=" + c.preemption())
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    static List<Case> cases(List<Distribution> panels) {
        return panels.stream().map(Distribution::shown).distinct().toList();
    }

    /** Backends with a histogram in any panel. */
    static List<String> backends(ChartContext context, List<Distribution> panels) {
        return context.backends(cases(panels)).stream()
                .filter(backend -> panels.stream().anyMatch(p -> p.byBackend().containsKey(backend)))
                .toList();
    }

    static double least(List<Distribution> panels) {
        return panels.stream()
                .flatMap(panel -> panel.byBackend().values().stream())
                .mapToDouble(Histogram::getMinValue)
                .min()
                .orElse(1);
    }

    static double greatest(List<Distribution> panels) {
        return panels.stream()
                .flatMap(panel -> panel.byBackend().values().stream())
                .mapToDouble(Histogram::getMaxValue)
                .max()
                .orElse(1);
    }

    /** The greatest number of values in a histogram. */
    static double most(List<Distribution> panels) {
        return panels.stream()
                .flatMap(panel -> panel.byBackend().values().stream())
                .mapToDouble(Histogram::getTotalCount)
                .max()
                .orElse(1);
    }
}
