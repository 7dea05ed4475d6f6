package dev.spinlab.results.gate.timed;

import dev.spinlab.results.gate.timed.Settings.Floors;
import dev.spinlab.results.stat.PairTest.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Makes gates of drawn noise with planted changes. */
public final class GateFixture {
    static final List<Double> QUARTERS = List.of(0.25, 0.5, 0.75, 1.0);
    /** Thirteen rows: four backends in three workloads, and one more. */
    static final List<RowKey> FAMILY = family();

    private static final double CANARY = Math.log(1.2);

    private final Map<RowKey, Double> effects = new HashMap<>();
    private final Map<Arm, Double> controls = new HashMap<>(Map.of(Arm.CANARY, CANARY, Arm.NULL, 0.0));
    private final RandomGenerator random;
    private List<RowKey> family = FAMILY;
    private Settings settings = new Settings(Method.T, 0.05, 0.01, QUARTERS, "5m", Floors.USUAL);
    private DoubleSupplier noise;
    private int rounds = 20;
    private boolean extras;
    private final Map<RowKey, Double> scales = new HashMap<>();
    private double scale = 1;
    private List<FailedFork> failed = List.of();
    private UnaryOperator<ForkValues> change = fork -> fork;

    private GateFixture(long seed) {
        random = new Well19937c(seed);
        noise = () -> 0.02 * random.nextGaussian();
    }

    public static GateFixture seeded(long seed) {
        return new GateFixture(seed);
    }

    public static RowKey row(int number) {
        return FAMILY.get(number);
    }

    /** The first rows of the family only. */
    public GateFixture rows(int number) {
        family = FAMILY.subList(0, number);
        return this;
    }

    public GateFixture rounds(int number) {
        rounds = number;
        return this;
    }

    /** A change of the head's CPU time, as a ratio. */
    public GateFixture planted(RowKey row, double ratio) {
        effects.put(row, Math.log(ratio));
        return this;
    }

    /** A change of a control's CPU time, as a ratio; NaN leaves the control out. */
    public GateFixture control(Arm arm, double ratio) {
        controls.put(arm, Math.log(ratio));
        return this;
    }

    GateFixture method(Method method) {
        settings = new Settings(method, 0.05, 0.01, settings.looks(), "5m", Floors.USUAL);
        return this;
    }

    public GateFixture looks(List<Double> looks) {
        settings = new Settings(settings.method(), 0.05, 0.01, looks, "5m", Floors.USUAL);
        return this;
    }

    /** Normal noise of a fork's logarithm. */
    public GateFixture normal(double deviation) {
        noise = () -> deviation * random.nextGaussian();
        return this;
    }

    /** Noise by Student's t with three degrees of freedom: rare forks are far off. */
    GateFixture heavyTailed(double scale) {
        TDistribution t = new TDistribution(random, 3);
        noise = () -> scale * t.sample();
        return this;
    }

    /** Rows that differ in noise: the logarithms of their deviations have this deviation. */
    GateFixture unlike(double deviation) {
        family.forEach(row -> scales.put(row, Math.exp(deviation * random.nextGaussian())));
        return this;
    }

    /** Rows of a workload that have so many times the noise of others. */
    GateFixture louder(String workload, double times) {
        family.stream().filter(row -> row.workload().equals(workload)).forEach(row -> scales.put(row, times));
        return this;
    }

    /** A fork of the head that gave no result. */
    public GateFixture failing(FailedFork fork) {
        failed = List.of(fork);
        return this;
    }

    /** Further metrics, which are advisory. */
    GateFixture withExtras() {
        extras = true;
        return this;
    }

    /** Changes forks after they were drawn. */
    GateFixture changing(UnaryOperator<ForkValues> forks) {
        change = forks;
        return this;
    }

    public GateData data() {
        List<Block> blocks = new ArrayList<>();
        int sequence = 0;
        for (int round = 1; round <= rounds; round++) {
            int look = 1;
            while (round > Math.round(rounds * settings.looks().get(look - 1))) {
                look++;
            }
            for (RowKey row : family) {
                blocks.add(block(round, look, row, Arm.HEAD, effects.getOrDefault(row, 0.0), sequence));
                sequence += Block.FORKS;
            }
            for (Arm arm : List.of(Arm.NULL, Arm.CANARY)) {
                double effect = controls.getOrDefault(arm, 0.0);
                List<RowKey> rows = arm == Arm.CANARY ? family.subList(0, 1) : family;
                for (RowKey row : Double.isNaN(effect) ? List.<RowKey>of() : rows) {
                    blocks.add(block(round, look, row, arm, effect, sequence));
                    sequence += Block.FORKS;
                }
            }
        }
        return new GateData(
                "2026-11-21T12:00:00Z",
                42,
                settings,
                "AMD EPYC <test>, 2 CPUs, JDK 17",
                Map.of(
                        Arm.BASE, new GateData.Source("main", "63a428b", "base.jar"),
                        Arm.HEAD, new GateData.Source("HEAD", "", "head.jar"),
                        Arm.NULL, new GateData.Source("main", "63a428b", "base.jar"),
                        Arm.CANARY, new GateData.Source("main", "63a428b", "base.jar with 20 % planted")),
                family,
                blocks,
                failed);
    }

    private Block block(int round, int look, RowKey row, Arm versus, double effect, int sequence) {
        scale = scales.getOrDefault(row, 1.0);
        boolean baseFirst = random.nextBoolean();
        Arm outer = baseFirst ? Arm.BASE : versus;
        Arm inner = baseFirst ? versus : Arm.BASE;
        List<ForkValues> forks = new ArrayList<>();
        for (Arm arm : List.of(outer, inner, inner, outer)) {
            forks.add(change.apply(fork(sequence + forks.size(), arm, arm == Arm.BASE ? 0 : effect)));
        }
        return new Block(round, look, row.backend(), row.workload(), versus, forks);
    }

    private ForkValues fork(int sequence, Arm arm, double effect) {
        double cpu = 100 * Math.exp(effect + scale * noise.getAsDouble());
        Map<Metric, Double> values = new HashMap<>(Map.of(Metric.CPU, cpu));
        if (extras) {
            values.put(Metric.WALL, 2 * cpu * Math.exp(noise.getAsDouble()));
            values.put(Metric.GOODPUT, 1e9 / cpu);
        }
        return new ForkValues(
                sequence,
                arm,
                values,
                Map.of("EBUSY", 20_000L + random.nextInt(200)),
                100_000,
                0,
                40 + random.nextInt(9));
    }

    private static List<RowKey> family() {
        List<RowKey> rows = new ArrayList<>();
        for (String backend : List.of("percpu-counter", "rqspinlock", "llist-deferred-free", "irqsave-deferred-free")) {
            for (String workload : List.of("create-delete, 2 tasks on 1 CPU", "lookup hit, 1 task", "update, 1 task")) {
                rows.add(new RowKey(backend, workload, Metric.CPU));
            }
        }
        rows.add(new RowKey("raw-spinlock", "lock-unlock, 1 task", Metric.CPU));
        return rows;
    }
}
