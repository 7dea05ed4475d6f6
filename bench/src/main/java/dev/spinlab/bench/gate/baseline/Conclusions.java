package dev.spinlab.bench.gate.baseline;

import dev.spinlab.results.gate.machine.BaselineComparison;
import dev.spinlab.results.gate.machine.BaselineConsole;
import dev.spinlab.results.gate.machine.BaselineDecision;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.BaselineRunFile;
import dev.spinlab.results.gate.machine.BaselineVerdict;
import dev.spinlab.results.gate.machine.TimedBaseline;
import dev.spinlab.results.gate.machine.TimedBaselineFile;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.PairTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a run. */
public final class Conclusions {
    /** Probability of a false alarm in a whole gate. */
    private static final double ALPHA = 0.01;

    private Conclusions() {}

    /**
     * The rules of a comparison.
     *
     * @param margin a change that does not matter, as a share
     * @param forks forks of each row
     * @return the rules
     */
    public static Settings rules(double margin, int forks) {
        return new Settings(
                PairTest.Method.T, margin, ALPHA, List.of(1.0), forks + " forks a row", Settings.Floors.USUAL);
    }

    /**
     * Compares a run with the stored baseline, and writes and prints the verdict.
     *
     * @param run what was measured
     * @param stored the baseline
     * @param settings the rules
     * @param folder the gate's folder
     * @param out gets the verdict
     * @param colour whether that is a terminal
     * @return the verdict on the gate
     */
    public static Status compare(
            BaselineRun run, TimedBaseline stored, Settings settings, Path folder, PrintWriter out, boolean colour) {
        BaselineVerdict verdict = BaselineDecision.of(stored, run, settings);
        BaselineRunFile.write(folder, run, verdict);
        out.print(BaselineConsole.of(verdict, settings, colour));
        out.flush();
        return verdict.status();
    }

    /**
     * Makes a run the baseline of its machine, if it is fit to be one.
     *
     * @param run what was measured
     * @param baselines folder of the baselines
     * @param out gets what was done, or why not
     * @return passed if it is the baseline now, void if the machine drifted, regressed if there was a violation
     */
    public static Status accept(BaselineRun run, Path baselines, PrintWriter out) {
        List<String> violations = new ArrayList<>();
        run.values().forEach((key, row) -> {
            if (key.metric() == Metric.VIOLATIONS && row.forks().stream().anyMatch(count -> count > 0)) {
                violations.add(key + " occurred: run the workload by 'run' to see which");
            }
        });
        TimedBaseline baseline = run.baseline();
        List<String> reasons = violations.isEmpty() ? BaselineComparison.drift(baseline.calibration()) : violations;
        if (reasons.isEmpty()) {
            Path file = TimedBaselineFile.write(baselines, baseline);
            out.println("accepted: " + file + " (" + baseline.rows().size() + " rows of " + baseline.commit() + ")");
        } else {
            reasons.forEach(reason -> out.println("- " + reason));
            out.println("not accepted; a baseline must be quiet and free of violations");
        }
        out.flush();
        return Status.of(!violations.isEmpty(), !reasons.isEmpty(), !violations.isEmpty(), false);
    }
}
