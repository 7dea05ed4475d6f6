package dev.spinlab.bench.harness;

import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.MachineBuilder;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.machine.realtime.InterruptCounts;
import dev.spinlab.machine.realtime.LinuxThreads;
import dev.spinlab.machine.realtime.Period;
import dev.spinlab.machine.realtime.RealtimeInterrupts;
import dev.spinlab.machine.realtime.RealtimeSettings;
import dev.spinlab.machine.realtime.RunawayHandler;
import org.jspecify.annotations.Nullable;

/** Where the interrupts of one trial come from, and whether they were what interrupts must be. */
final class Interrupts {
    /** What the process ends with if a handler runs away. */
    static final int RUNAWAY = 70;

    /** The same, if it only waited inside the JVM for the task that it interrupted: it is worth another try. */
    static final int WAITED = 71;

    private final InterruptSource source;
    private final @Nullable RealtimeInterrupts realtime;
    private InterruptCounts taken = InterruptCounts.NONE;

    private Interrupts(InterruptSource source, @Nullable RealtimeInterrupts realtime) {
        this.source = source;
        this.realtime = realtime;
    }

    /**
     * Makes the source that the parameters ask for.
     *
     * @throws IllegalStateException if they ask for real-time threads, which this system has not; the message is one line
     */
    static Interrupts of(RigParameters parameters, Pinning pinning, long seed) {
        Period period = parameters.period();
        if (!parameters.interrupted() || period == null) {
            return new Interrupts(parameters.interruptSource(seed), null);
        }
        RealtimeInterrupts made = new RealtimeInterrupts(new RealtimeSettings(
                LinuxThreads.open(),
                pinning,
                parameters.hardirqSteps() == 0 ? null : period,
                parameters.nmiSteps() == 0 ? null : period,
                seed,
                RealtimeSettings.HANDLER_LIMIT_NANOS,
                Interrupts::endProcess));
        return new Interrupts(made, made);
    }

    /** The handler may still run, and what it would do to the task is no longer an interrupt. */
    private static void endProcess(RunawayHandler runaway) {
        System.err.println("runaway interrupt: " + runaway.getMessage());
        System.err.flush();
        Runtime.getRuntime().halt(runaway.waited() ? WAITED : RUNAWAY);
    }

    void prepare(MachineBuilder builder) {
        if (realtime != null) {
            builder.interruptible();
        }
    }

    InterruptSource source() {
        return source;
    }

    /** Has a handler that is torn be the last one until they are switched on again. */
    void endWithTorn() {
        if (realtime != null) {
            realtime.endWithTorn();
        }
    }

    /** Keeps real-time interrupts away, and waits until none is being handled. */
    void switchOff() {
        if (realtime != null) {
            realtime.switchOff();
        }
    }

    void switchOn() {
        if (realtime != null) {
            realtime.switchOn();
        }
    }

    /** What a handler on a thread of its own threw; null if none has, as where handlers run in the tasks' threads. */
    @Nullable
    Throwable failure() {
        return realtime == null ? null : realtime.failure();
    }

    /** What became of all interrupts so far; null if they come in steps. */
    @Nullable
    InterruptCounts counts() {
        return realtime == null ? null : realtime.counts();
    }

    /** What became of those since the last call. */
    @Nullable
    InterruptCounts takeCounts() {
        InterruptCounts now = counts();
        if (now == null) {
            return null;
        }
        InterruptCounts fresh = now.minus(taken);
        taken = now;
        return fresh;
    }

    /**
     * Checks that no handler has failed, and that none was torn since the last {@link #takeCounts}: what a torn one damaged is
     * not the strategy's. In a warm-up, where code that is not compiled yet has the JVM stop handlers, it is let pass as long
     * as nothing fails.
     *
     * @param measured whether the iteration was more than a warm-up
     * @throws IllegalStateException if so; the message is one line
     */
    void check(boolean measured) {
        Throwable failure = failure();
        InterruptCounts now = counts();
        long torn = now == null ? 0 : failure == null ? now.torn() - taken.torn() : now.torn();
        if (torn > 0 && (measured || failure != null)) {
            throw new IllegalStateException(
                    "void: the JVM let the interrupted task run during " + torn
                            + " handlers, which were no interrupts; run it again, with less else on the machine",
                    failure);
        }
        if (failure != null) {
            throw new IllegalStateException("an interrupt handler failed: " + failure.getMessage(), failure);
        }
    }
}
