package dev.spinlab.bench.harness;

import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Preemption;
import dev.spinlab.machine.SteppedInterrupts;
import dev.spinlab.machine.realtime.Period;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a trial, checked.
 *
 * @param backend id of the backend
 * @param cpus modelled CPUs
 * @param tasks worker threads, a multiple of {@code cpus}
 * @param preemption the modelled kernel's preemption
 * @param hardirqSteps mean distance of hardware interrupts in steps, 0 for none
 * @param nmiSteps mean distance of NMIs in steps, 0 for none
 * @param period distances of interrupts that real-time threads bring, null for those in steps
 * @param latency whether every operation is timed
 * @param load what the tasks do
 */
record RigParameters(
        String backend,
        int cpus,
        int tasks,
        Preemption preemption,
        long hardirqSteps,
        long nmiSteps,
        @Nullable Period period,
        LatencyMode latency,
        Load load) {
    private static final int MAX_CPUS = 4096;
    private static final int MAX_STEPS = 1_000_000_000;
    private static final int LEAST_MICROS = (int) TimeUnit.NANOSECONDS.toMicros(Period.LEAST_NANOS);
    private static final int MOST_MICROS = (int) TimeUnit.NANOSECONDS.toMicros(Period.GREATEST_NANOS);

    /**
     * Parses what JMH was given.
     *
     * @param parameters every parameter of {@link Rig} by name
     * @param threads JMH's threads
     * @throws IllegalStateException if it makes no sense; the message is one line that names the thing and the remedy
     */
    static RigParameters parse(Map<String, String> parameters, int threads) {
        ParameterWords words = new ParameterWords(parameters);
        int cpus = words.number("cpus", 1, MAX_CPUS);
        if (threads % cpus != 0) {
            throw new IllegalStateException("threads=" + threads + ": cannot be shared out evenly over cpus=" + cpus
                    + "; give a multiple of it, for example -t " + cpus * (threads / cpus + 1));
        }
        Preemption model = words.choice("preemption", "none", "full") ? Preemption.FULL : Preemption.NONE;
        long steps = words.number("interruptSteps", 1, MAX_STEPS);
        long hardirqSteps = 0;
        long nmiSteps = 0;
        switch (words.text("interrupts")) {
            case "none" -> {}
            case "hardirq" -> hardirqSteps = steps;
            case "nmi" -> nmiSteps = steps;
            default -> throw words.unknown("interrupts", "none, hardirq, nmi");
        }
        boolean drawn = words.choice("spacing", "fixed", "exponential");
        Period period = words.is("period", "stepped")
                ? null
                : new Period(TimeUnit.MICROSECONDS.toNanos(words.number("period", LEAST_MICROS, MOST_MICROS)), drawn);
        LatencyMode latency = LatencyMode.parse(words, "latency");
        Load load = Load.parse(words);
        if (latency == LatencyMode.SAMPLED && load.arrivalsPerSecond() > 0) {
            throw new IllegalStateException("latency=sampled with arrival=" + words.text("arrival")
                    + ": in an open loop every operation is timed; give latency=on");
        }
        return new RigParameters(
                words.text("backend"), cpus, threads, model, hardirqSteps, nmiSteps, period, latency, load);
    }

    boolean interrupted() {
        return hardirqSteps != 0 || nmiSteps != 0;
    }

    /** Where interrupts come from that do not come from real-time threads. */
    InterruptSource interruptSource(long seed) {
        return interrupted() ? new SteppedInterrupts(seed, cpus, hardirqSteps, nmiSteps) : InterruptSource.none();
    }
}
