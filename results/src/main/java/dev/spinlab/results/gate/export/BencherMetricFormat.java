package dev.spinlab.results.gate.export;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bencher Metric Format (BMF) JSON, version 0: an object of benchmarks, each an object of measures, each with
 * {@code value} and optional {@code lower_value} and {@code upper_value}.
 *
 * <p>A measure stands for one metric in one unit and direction: Bencher keeps unit and thresholds per measure, and its
 * format has no room for a direction. Who sets thresholds sets the upper boundary for {@link #isUpperBoundary measures
 * of which smaller is better} and the lower boundary for the others.
 *
 * <p>Checked against https://bencher.dev/docs/reference/bencher-metric-format, from bencherdev/bencher: the JSON Schema
 * {@code bmf.json} (commit a5e1f4c), "Order of Precedence" (046a24b) and "BMF v1" (a8bc642), by which a payload of objects
 * without arrays is version 0. A benchmark is first taken for a UUID, then for a name that ends in
 * {@code -bencher-ignore}, which would silence its alerts; neither is allowed here.
 */
public final class BencherMetricFormat {
    private static final int MOST_OF_NAME = 1024;
    private static final int MOST_OF_SLUG = 64;
    private static final String SILENT = "-bencher-ignore";
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BencherMetricFormat() {}

    /**
     * The slug of a metric's measure: lower-case words joined by hyphens.
     *
     * @param metric for example {@code cpuNanosPerSuccess}
     * @return for example {@code cpu-nanos-per-success}
     * @throws IllegalArgumentException if nothing of the metric can stand in a slug, or more than 64 characters
     */
    public static String measure(String metric) {
        String words = HUMP.matcher(metric).replaceAll("-").toLowerCase(Locale.ROOT);
        String slug = BETWEEN.matcher(words).replaceAll("-").replaceAll("^-|-$", "");
        require(!slug.isEmpty(), "metric '" + metric + "' has no letter or digit for a slug");
        require(slug.length() <= MOST_OF_SLUG, "slug '" + slug + "' is longer than " + MOST_OF_SLUG + " characters");
        require(!UUID.matcher(slug).matches(), "Bencher would take measure '" + slug + "' for a UUID");
        return slug;
    }

    /**
     * Whether a threshold belongs above the values of a measure.
     *
     * @param direction direction of its metric
     * @return true for the upper boundary, false for the lower one
     */
    public static boolean isUpperBoundary(Direction direction) {
        return direction == Direction.SMALLER_IS_BETTER;
    }

    /**
     * All results.
     *
     * @param results the results
     * @return a JSON object, ended by a line feed
     * @throws IllegalArgumentException if Bencher would misread a name, if two results have the same name and measure, or
     *     if a measure has two units or directions
     */
    public static String json(List<Exported> results) {
        ObjectNode benchmarks = MAPPER.createObjectNode();
        for (Exported result : results) {
            String slug = measure(result.metric());
            for (Exported other : results) {
                require(
                        !measure(other.metric()).equals(slug)
                                || (other.unit().equals(result.unit()) && other.direction() == result.direction()),
                        "measure '" + slug + "' has two units or directions");
            }
            String name = name(result);
            ObjectNode measures = benchmarks.get(name) instanceof ObjectNode known ? known : benchmarks.putObject(name);
            require(!measures.has(slug), "two results are named '" + name + "' with measure '" + slug + "'");
            ObjectNode metric = measures.putObject(slug);
            metric.put("value", result.estimate());
            if (result.hasLimits()) {
                metric.put("lower_value", result.low());
                metric.put("upper_value", result.high());
            }
        }
        return MAPPER.writeValueAsString(benchmarks) + "\n";
    }

    private static String name(Exported result) {
        String name = result.name();
        require(
                name.length() <= MOST_OF_NAME,
                "a name is longer than " + MOST_OF_NAME + " characters: "
                        + name.substring(0, Math.min(MOST_OF_SLUG, name.length())) + "…");
        require(!name.endsWith(SILENT), "Bencher would not alert for '" + name + "', which ends in " + SILENT);
        require(!UUID.matcher(name).matches(), "Bencher would take '" + name + "' for a UUID");
        return name;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
