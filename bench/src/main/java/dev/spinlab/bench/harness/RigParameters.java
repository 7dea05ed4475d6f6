package dev.spinlab.bench.harness;

import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Preemption;
import dev.spinlab.machine.SteppedInterrupts;

/**
 * The parameters of a trial, checked.
 *
 * @param backend id of the backend
 * @param cpus modelled CPUs
 * @param tasks worker threads, a multiple of {@code cpus}
 * @param preemption the modelled kernel's preemption
 * @param hardirqSteps mean distance of hardware interrupts in steps, 0 for none
 * @param nmiSteps mean distance of NMIs in steps, 0 for none
 * @param latency whether every operation is timed
 */
record RigParameters(
        String backend, int cpus, int tasks, Preemption preemption, long hardirqSteps, long nmiSteps, boolean latency) {
    private static final int MAX_CPUS = 4096;
    private static final long MAX_STEPS = 1_000_000_000;

    /**
     * Parses what JMH was given.
     *
     * @throws IllegalStateException if it makes no sense; the message is one line that names the thing and the remedy
     */
    static RigParameters parse(
            String backend,
            String cpus,
            int threads,
            String preemption,
            String interrupts,
            String interruptSteps,
            String latency) {
        int cpuCount = (int) number("cpus", cpus, MAX_CPUS);
        if (threads % cpuCount != 0) {
            throw new IllegalStateException("threads=" + threads + ": cannot be shared out evenly over cpus=" + cpuCount
                    + "; give a multiple of it, for example -t " + cpuCount * (threads / cpuCount + 1));
        }
        Preemption model = choice("preemption", preemption, "none", "full") ? Preemption.FULL : Preemption.NONE;
        long steps = number("interruptSteps", interruptSteps, MAX_STEPS);
        long hardirqSteps = 0;
        long nmiSteps = 0;
        switch (interrupts) {
            case "none" -> {}
            case "hardirq" -> hardirqSteps = steps;
            case "nmi" -> nmiSteps = steps;
            default -> throw unknown("interrupts", interrupts, "none, hardirq, nmi");
        }
        boolean timed = choice("latency", latency, "off", "on");
        return new RigParameters(backend, cpuCount, threads, model, hardirqSteps, nmiSteps, timed);
    }

    boolean interrupted() {
        return hardirqSteps != 0 || nmiSteps != 0;
    }

    /** Where interrupts come from. */
    InterruptSource interruptSource(long seed) {
        return interrupted() ? new SteppedInterrupts(seed, cpus, hardirqSteps, nmiSteps) : InterruptSource.none();
    }

    private static long number(String name, String text, long greatest) {
        if (text.matches("\\d{1,10}")) {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= greatest) {
                return value;
            }
        }
        throw new IllegalStateException(
                name + "=" + text + ": not a number from 1 to " + greatest + "; give a whole number");
    }

    private static boolean choice(String name, String text, String no, String yes) {
        if (!text.equals(no) && !text.equals(yes)) {
            throw unknown(name, text, no + ", " + yes);
        }
        return text.equals(yes);
    }

    private static IllegalStateException unknown(String name, String text, String known) {
        return new IllegalStateException(name + "=" + text + ": not understood; known: " + known);
    }
}
