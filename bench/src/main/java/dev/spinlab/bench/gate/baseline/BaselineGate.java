package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.ArmFork;
import dev.spinlab.bench.gate.timed.Family;
import dev.spinlab.bench.gate.timed.RunningBuild;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.Fingerprint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** A gate against a stored baseline, ready to measure. */
public final class BaselineGate {
    private final BaselinePlan plan;
    private final long seed;
    private final List<String> flags;
    private final Fingerprint machine;

    private BaselineGate(BaselinePlan plan, long seed, List<String> flags, Fingerprint machine) {
        this.plan = plan;
        this.seed = seed;
        this.flags = flags;
        this.machine = machine;
    }

    /**
     * What is asked for.
     *
     * @param backends only these, all if empty
     * @param workloads the plainest case of each; the default family if empty
     * @param forks forks of each row
     * @param canary share of extra work in the canary, 0 for none
     * @param seed seed of the order
     */
    public record Order(List<String> backends, List<Workload> workloads, int forks, double canary, long seed) {
        /** Copies the lists. */
        public Order {
            backends = List.copyOf(backends);
            workloads = List.copyOf(workloads);
        }
    }

    /**
     * Checks what is asked for, and looks at the machine.
     *
     * @param order what is asked for
     * @param reader the machine
     * @return the gate
     * @throws BadInputException if it cannot run
     */
    public static BaselineGate prepare(Order order, EnvironmentReader reader) {
        List<Integer> cpus = reader.allowedCpus();
        BaselinePlan plan = new BaselinePlan(
                Family.of(order.backends(), order.workloads(), cpus.size()), order.forks(), order.canary());
        List<String> flags = JvmFlags.forGates(reader);
        return new BaselineGate(plan, order.seed(), flags, reader.fingerprint(flags));
    }

    /**
     * The machine and the JVM of the forks.
     *
     * @return their fingerprint
     */
    public Fingerprint machine() {
        return machine;
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public int rows() {
        return plan.trials().size();
    }

    /**
     * What the forks are expected to take.
     *
     * @return wall time
     */
    public Duration expected() {
        return plan.expected();
    }

    /**
     * Measures.
     *
     * @param build what to measure
     * @param folder for the files
     * @param stop tells when to stop early
     * @param out gets one line per round
     * @return what was measured
     * @throws BadInputException if a fork fails or the gate is stopped; what was measured until then is in the folder
     */
    public BaselineRun measure(RunningBuild build, Path folder, StopSignal stop, Consumer<String> out) {
        BaselineRun frame = new BaselineRun(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                seed,
                build.version(),
                machine,
                List.of(),
                List.of(),
                BaselineRun.Canary.NONE);
        CalibrationFork kernels = new CalibrationFork(flags, build.jar(), folder);
        try {
            ArmFork forks = new ArmFork(flags, folder);
            return new Measuring(plan, build.jar(), forks, kernels, frame, folder, stop, out).run();
        } catch (ForkFailedException e) {
            throw new BadInputException(
                    "gate baseline",
                    String.valueOf(e.getMessage()),
                    "see fork.log in " + folder + ", where what was measured is kept");
        }
    }
}
