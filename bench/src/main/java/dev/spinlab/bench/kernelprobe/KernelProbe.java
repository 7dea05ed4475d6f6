package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.kernelprobe.perf.CpuClock;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;
import dev.spinlab.bench.kernelprobe.syscall.SystemCallException;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.run.Environment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Measures the kernel of this machine in the model's own cases.
 *
 * <p>What is loaded into the kernel are file descriptors of this process. They are closed when a measurement ends, and by the
 * kernel when the process does, be it by Ctrl-C or by a kill; the kernel then frees what nobody holds any more.
 */
public final class KernelProbe {
    private final Platform platform;
    private final Pinning pinning;
    private final Clock clock;
    private final BooleanSupplier stop;
    private final Consumer<String> out;

    /**
     * Makes a probe.
     *
     * @param platform where it runs
     * @param pinning binds threads; made before any thread was bound
     * @param clock says when the measurement began
     * @param stop asked now and then; true ends the measurement early
     * @param out gets a line per round
     */
    public KernelProbe(Platform platform, Pinning pinning, Clock clock, BooleanSupplier stop, Consumer<String> out) {
        this.platform = platform;
        this.pinning = pinning;
        this.clock = clock;
        this.stop = stop;
        this.out = out;
    }

    /**
     * Loads everything and unloads it again.
     *
     * @throws UnavailableException if the kernel cannot be measured here
     */
    public void check() {
        KernelAccess access = KernelAccess.of(platform);
        try {
            LoadedProbe.load(access.calls(), 1).close();
        } catch (SystemCallException refusal) {
            throw access.explain(refusal);
        }
    }

    /**
     * Measures.
     *
     * @param wanted what, if the kernel lets it be measured
     * @param command the command line that repeats it
     * @return the figures; without rows if it was stopped before the first round was over
     * @throws UnavailableException if the kernel cannot be measured here; then nothing is loaded
     * @throws InterruptedException if the calling thread is interrupted
     */
    public KernelFigures measure(ProbePlan wanted, String command) throws InterruptedException {
        KernelAccess access = KernelAccess.of(platform);
        Instant started = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try (LoadedProbe loaded = LoadedProbe.load(access.calls(), wanted.threads())) {
            ProbePlan plan = possible(access, loaded, wanted);
            ProbeRun run = new ProbeRun(access.calls(), loaded, plan, pinning, stop);
            int round = 0;
            while (round < ProbePlan.ROUNDS && !stop.getAsBoolean()) {
                round++;
                out.accept("real kernel: round " + round + " of " + ProbePlan.ROUNDS);
                run.round();
            }
            Environment.OperatingSystem system = new EnvironmentReader(platform.files(), clock).system();
            return new KernelFigures(
                    KernelFigures.SCHEMA,
                    started.toString(),
                    command,
                    system.release(),
                    platform.architecture(),
                    system.preemption(),
                    access.locks(),
                    System.getProperty("java.vm.name", "unknown") + " "
                            + System.getProperty("java.runtime.version", "unknown"),
                    ProbePlan.ROUNDS,
                    plan.millisPerRound(),
                    stop.getAsBoolean(),
                    run.rows(),
                    plan.leftOut());
        } catch (SystemCallException refusal) {
            throw access.explain(refusal);
        }
    }

    /** Without the kinds of cases that this machine does not have, or its kernel does not let be measured. */
    private ProbePlan possible(KernelAccess access, LoadedProbe loaded, ProbePlan wanted) {
        ProbePlan plan = wanted.onCpus(pinning.allowedCpus().length);
        if (plan.loops().stream().anyMatch(loop -> loop.interruptMicros() > 0)) {
            try {
                CpuClock.start(access.calls(), loaded.handler(), TimeUnit.SECONDS.toNanos(1))
                        .close();
            } catch (SystemCallException refusal) {
                plan = plan.withoutInterrupts(
                        String.valueOf(access.explain(refusal).getMessage()));
            }
        }
        if (!plan.calls().isEmpty()) {
            plan = withTasks(access, plan);
        }
        return plan;
    }

    private static ProbePlan withTasks(KernelAccess access, ProbePlan plan) {
        SystemCalls calls = access.calls();
        long shared = CallParticipant.openTask(calls, true);
        if (shared < 0) {
            return plan.withoutCalls(true, "pidfd_open answered " + LinuxError.name((int) -shared));
        }
        close(calls, shared);
        long own = CallParticipant.openTask(calls, false);
        if (own < 0) {
            return plan.withoutCalls(
                    false,
                    "pidfd_open answered " + LinuxError.name((int) -own) + "; threads have descriptors from Linux 6.9");
        }
        close(calls, own);
        return plan;
    }

    private static void close(SystemCalls calls, long descriptor) {
        SystemCalls.require("close", calls.close((int) descriptor));
    }
}
