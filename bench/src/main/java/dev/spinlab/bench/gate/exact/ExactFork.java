package dev.spinlab.bench.gate.exact;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.harness.ExactTrial;
import dev.spinlab.bench.harness.Worker;
import dev.spinlab.bench.harness.Workers;
import dev.spinlab.results.gate.exact.ExactRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The JVM that counts: one whose compiler leaves out no allocation. */
public final class ExactFork {
    /** The accepted figures are those of this seed. */
    static final long SEED = 1;

    /** Per task: enough for some grace periods and tens of interrupts. */
    static final int OPERATIONS = 200;

    /** Exit code if a backend could not be counted; the last line of the output says where and why. */
    static final int FAILED = 3;

    /** Mean distance of interrupts: a few operations. */
    private static final String INTERRUPT_STEPS = "97";

    private ExactFork() {}

    /**
     * Counts and writes the record, without verdicts.
     *
     * @param args the file to write, then the ids of the backends
     */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        try {
            rows(Arrays.asList(args).subList(1, args.length)).write(file);
        } catch (TrialFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(FAILED); // The trial may have left tasks behind.
        }
    }

    /** What a backend did wrong in a trial. */
    private static final class TrialFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TrialFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static ExactRecord rows(List<String> backends) {
        List<ExactRecord.Row> rows = new ArrayList<>();
        for (Case measured : ExactCases.all()) {
            for (BackendInfo backend : BackendCatalog.all()) {
                if (backends.contains(backend.id())
                        && measured.workload().participants().admit(backend)) {
                    rows.add(new ExactRecord.Row(
                            backend.id(), measured.label(), figures(new Trial(measured, backend.id()))));
                }
            }
        }
        return new ExactRecord(ExactRecord.SCHEMA, SEED, OPERATIONS, rows, List.of());
    }

    /** Counts one trial. */
    static SortedMap<String, Long> figures(Trial trial) {
        Case measured = trial.measured();
        Supplier<Worker> workload = Workers.of(measured.workload().benchmark());
        Map<String, String> parameters = new TreeMap<>(trial.params());
        parameters.put("interruptSteps", INTERRUPT_STEPS);
        try {
            SortedMap<String, Long> figures =
                    ExactTrial.counts(workload, parameters, measured.threads(), OPERATIONS, SEED);
            if (measured.threads() == 1) {
                figures.put("allocatedBytes", ExactTrial.allocatedBytes(workload, parameters, OPERATIONS, SEED));
            }
            return figures;
        } catch (RuntimeException | Error failure) {
            throw new TrialFailure(
                    trial.label() + ": "
                            + String.valueOf(failure.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    failure);
        }
    }
}
