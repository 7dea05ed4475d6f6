package dev.spinlab.results.gate.calibration;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.Rate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What gates on one machine can and cannot see.
 *
 * @param started when the rounds were begun, ISO 8601
 * @param machine the machine
 * @param margin the margin of the gates, as a share
 * @param rows rows of the family
 * @param rounds recorded rounds that the gates are drawn from
 * @param roundSeconds mean wall time of a round
 * @param gates how gates of the build against itself end, by budget
 * @param power how often slowdowns of one row are found, by budget and size
 * @param planted what planted slowdowns measured
 */
public record Calibration(
        String started,
        Fingerprint machine,
        double margin,
        int rows,
        int rounds,
        double roundSeconds,
        List<Gates> gates,
        List<Power> power,
        List<Planted> planted) {
    /** The share of gates that must find a slowdown for it to count as seen. */
    public static final double RELIABLE = 0.95;

    private static final double ROUNDING = 1e-9;

    /** Copies the lists. */
    public Calibration {
        requireNonNull(started, "started");
        requireNonNull(machine, "machine");
        gates = List.copyOf(gates);
        power = List.copyOf(power);
        planted = List.copyOf(planted);
    }

    /**
     * How gates of a build against itself end.
     *
     * @param budgetSeconds what a gate may take
     * @param red false alarms
     * @param passed gates that find all rows equivalent
     * @param undecided gates that do not know
     * @param voided gates whose controls failed
     */
    public record Gates(double budgetSeconds, Rate red, Rate passed, Rate undecided, Rate voided) {}

    /**
     * How often a slowdown of one row is found.
     *
     * @param budgetSeconds what a gate may take
     * @param slowdown its size as a share
     * @param found gates in which the row is called regressed
     * @param blamed gates in which another one is
     */
    public record Power(double budgetSeconds, double slowdown, Rate found, Rate blamed) {}

    /**
     * A planted slowdown as it was measured.
     *
     * @param slowdown share of extra work that was planted
     * @param measured ratio of CPU times per success, over all rows and pairs, with its interval at 95 %
     */
    public record Planted(double slowdown, Interval measured) {}

    /**
     * The greatest calibrated budget that an asked one holds.
     *
     * @param budgetSeconds the asked budget
     * @return empty if all calibrated ones are greater
     */
    public OptionalDouble budgetWithin(double budgetSeconds) {
        return gates.stream()
                .mapToDouble(Gates::budgetSeconds)
                .filter(budget -> budget <= budgetSeconds + ROUNDING)
                .max();
    }

    /**
     * How gates of a budget end.
     *
     * @param budgetSeconds a calibrated budget
     * @return the rates
     */
    public Gates gates(double budgetSeconds) {
        return gates.stream()
                .filter(gate -> gate.budgetSeconds() == budgetSeconds)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no gates of " + budgetSeconds + " s"));
    }

    /**
     * The smallest slowdown from which on gates of a budget find all in {@link #RELIABLE} of cases.
     *
     * @param budgetSeconds a calibrated budget
     * @return a share, empty if not even the greatest is found so often
     */
    public OptionalDouble smallestSeen(double budgetSeconds) {
        double smallest = Double.NaN;
        List<Power> falling = power.stream()
                .filter(point -> point.budgetSeconds() == budgetSeconds)
                .sorted(Comparator.comparingDouble(Power::slowdown).reversed())
                .toList();
        for (Power point : falling) {
            if (point.found().share() < RELIABLE) {
                break;
            }
            smallest = point.slowdown();
        }
        return Double.isNaN(smallest) ? OptionalDouble.empty() : OptionalDouble.of(smallest);
    }

    /**
     * The smallest calibrated budget that finds a slowdown in {@link #RELIABLE} of cases.
     *
     * @param slowdown a calibrated size
     * @return seconds, empty if none does
     */
    public OptionalDouble budgetFor(double slowdown) {
        return power.stream()
                .filter(point -> Math.abs(point.slowdown() - slowdown) < ROUNDING
                        && point.found().share() >= RELIABLE)
                .mapToDouble(Power::budgetSeconds)
                .min();
    }

    /**
     * The smallest calibrated budget in which gates of a build against itself find all rows equivalent in {@link #RELIABLE}
     * of cases.
     *
     * @return seconds, empty if none does
     */
    public OptionalDouble budgetToPass() {
        return gates.stream()
                .filter(gate -> gate.passed().share() >= RELIABLE)
                .mapToDouble(Gates::budgetSeconds)
                .min();
    }
}
