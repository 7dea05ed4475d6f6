package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Parameter;
import java.util.List;

/** What a lookup costs against the number of maps in use: the cache of an owner has 16 slots. */
final class MapsChart {
    static final Kind KIND =
            new Kind("lookup-maps", "Cost of a lookup against maps in use", Question.COST, MapsChart::draw);

    private static final int CACHE_SLOTS = 16;

    private MapsChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> all = CaseChoice.plain(
                context, c -> c.workload().equals(Case.LOOKUP_WALK) && !c.latency(), Parameter.MAPS, Parameter.ORDER);
        List<Case> cases = all.stream()
                .filter(c -> c.placement().equals(all.get(0).placement()))
                .toList();
        Sweep sweep = new Sweep(
                Measure.CPU_TIME,
                c -> c.count(Parameter.MAPS),
                "maps",
                c -> "maps in use, " + c.value(Parameter.ORDER),
                MapsChart::knee);
        if (!sweep.varies(context, cases)) {
            return KIND.absent("the run has no lookup-walk rows with latency=off and several numbers of maps");
        }
        return sweep.draw(
                context,
                KIND,
                cases,
                cases.get(0).placement() + "; numbers of maps are evenly spaced, not to scale",
                "An owner caches the elements of 16 maps. With up to 16 maps a lookup finds its element in the cache; with "
                        + "more, maps share slots, evict each other, and a lookup walks the owner's list. The dashed line "
                        + "stands where the cache is full. Interleaved: every third lookup is also on map 0.",
                "Do not read the height beyond the line as the cost of one list step: it is a mixture of hits and of walks "
                        + "whose length grows with the number of maps. Real programs rarely have so many maps.");
    }

    /** The line between the last number of maps that the cache holds and the first that it does not. */
    private static List<Layer> knee(List<Integer> maps) {
        long within = maps.stream().filter(n -> n <= CACHE_SLOTS).count();
        return within == 0 || within == maps.size()
                ? List.of()
                : List.of(ReferenceLayer.upright(within - 0.5, "16 cache slots"));
    }
}
