package dev.spinlab.results.gate.export;

import java.util.List;

/**
 * One result as every exporter takes it.
 *
 * @param name what was measured, for example {@code rqspinlock/create+delete}
 * @param metric which of its metrics, for example {@code cpuNanosPerSuccess}
 * @param unit unit of all values, for example {@code ns/op}, without spaces
 * @param direction which way the metric gets better
 * @param forks one value per fork, at least one, all finite
 * @param estimate the estimate, finite
 * @param low lower limit of its interval, NaN where there is none
 * @param high upper limit of its interval, NaN where there is none
 */
public record Exported(
        String name,
        String metric,
        String unit,
        Direction direction,
        List<Double> forks,
        double estimate,
        double low,
        double high) {

    /** Copies the list and rejects what no format can say. */
    public Exported {
        forks = List.copyOf(forks);
        text("name", name);
        text("metric", metric);
        text("unit", unit);
        require(unit.chars().noneMatch(Character::isWhitespace), "unit '" + unit + "' has a space");
        require(!forks.isEmpty(), name + " has no fork");
        require(forks.stream().allMatch(Double::isFinite), name + " has a fork whose value is no number");
        require(Double.isFinite(estimate), name + " has no estimate");
        boolean none = Double.isNaN(low) && Double.isNaN(high);
        require(
                none || (Double.isFinite(low) && Double.isFinite(high) && low <= estimate && estimate <= high),
                name + " has limits that do not enclose its estimate: " + low + ", " + high);
    }

    /**
     * Whether there is an interval.
     *
     * @return false with a single fork
     */
    public boolean hasLimits() {
        return !Double.isNaN(low);
    }

    /** The name with the metric, which is unique among the results of a gate. */
    String fullName() {
        return name + " " + metric;
    }

    private static void text(String field, String value) {
        require(!value.isBlank(), field + " is blank");
        require(value.chars().noneMatch(Character::isISOControl), field + " '" + value + "' has a control character");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
