package dev.spinlab.bench.claims;

import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Claims 15 and 16: what it costs. */
final class CostCriteria {
    /** Places of an owner's cache. */
    static final int CACHE_SLOTS = 16;

    /** Beyond the knee a further map costs at least so many times what it costs before. */
    private static final double STEEPER = 3;

    /** Beyond the knee a lookup costs at least so many times what it costs at the knee, by the lower limit. */
    private static final double DEARER = 1.2;

    private static final double MODERATE = 2;

    private CostCriteria() {}

    /**
     * Claim 15.
     *
     * @param nanos CPU time per lookup by fork and by number of maps: one at least below, at and beyond {@value #CACHE_SLOTS}
     */
    static Judgement knee(SortedMap<Integer, double[]> nanos) {
        int fewest = nanos.firstKey();
        int most = nanos.lastKey();
        double[] at = nanos.get(CACHE_SLOTS);
        if (at == null || fewest >= CACHE_SLOTS || most <= CACHE_SLOTS) {
            throw new IllegalArgumentException("no lookups on both sides of the knee: " + nanos.keySet());
        }
        double[] last = nanos.getOrDefault(most, at);
        double before = (mean(at) - mean(nanos.getOrDefault(fewest, at))) / (CACHE_SLOTS - fewest);
        double beyond = (mean(last) - mean(at)) / (most - CACHE_SLOTS);
        boolean holds =
                Figures.low(ForkStatistics.ratioOfMeans(last, at)) > DEARER && beyond > STEEPER * Math.max(0, before);
        List<String> texts = new ArrayList<>();
        nanos.forEach((maps, cost) ->
                texts.add(maps + ": " + Figures.time(ForkStatistics.mean(cost).within(0, Double.MAX_VALUE))));
        return new Judgement(holds, String.join("; ", texts));
    }

    private static double mean(double[] values) {
        return ForkStatistics.mean(values).estimate();
    }

    /**
     * Claim 16.
     *
     * @param cpuNanos CPU time per operation by fork and by backend: the counter, what repaired it, and the strategies that
     *     were built on that and are alternatives to one another
     */
    static Judgement price(Map<String, double[]> cpuNanos) {
        List<String> names = List.copyOf(cpuNanos.keySet());
        List<double[]> costs = List.copyOf(cpuNanos.values());
        List<String> texts = new ArrayList<>();
        boolean holds = names.size() > 1;
        for (int i = 1; i < names.size(); i++) {
            int before = Math.min(1, i - 1);
            Interval ratio = ForkStatistics.ratioOfMeans(costs.get(i), costs.get(before));
            holds &= Figures.high(ratio) < MODERATE;
            texts.add(names.get(i) + " " + Figures.ratio(ratio) + " x " + names.get(before));
        }
        return new Judgement(holds, String.join("; ", texts));
    }
}
