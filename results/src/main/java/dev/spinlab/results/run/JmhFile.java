package dev.spinlab.results.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code jmh.json}, the array that JMH's JSON result format writes. */
public final class JmhFile {
    private static final String REMEDY = "measure again, or restore the file";

    private final Path file;

    private JmhFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param file what JMH wrote
     * @return its results, at least one, each with at least one fork
     * @throws BadRunException if it is missing or damaged, or holds something else
     */
    public static List<JmhResult> read(Path file) {
        return new JmhFile(file).readAll();
    }

    private List<JmhResult> readAll() {
        JsonNode tree = JsonFiles.readTree(file);
        if (!tree.isArray()) {
            throw bad("the top level is not an array, so JMH did not write this");
        }
        List<JmhResult> results = new ArrayList<>();
        for (JsonNode element : tree.values()) {
            results.add(result(element, results.size()));
        }
        if (results.isEmpty()) {
            throw new BadRunException(file, "holds no result", "measure again and let at least one fork finish");
        }
        return List.copyOf(results);
    }

    private JmhResult result(JsonNode element, int index) {
        String at = "element " + index;
        String benchmark = text(element, "benchmark", at);
        String mode = text(element, "mode", at);
        if (!mode.equals("thrpt")) {
            throw bad(at + " has mode '" + mode + "' where Spinlab's workloads have 'thrpt'");
        }
        JsonNode threads = element.get("threads");
        if (threads == null || !threads.isInt() || threads.intValue() < 1) {
            throw bad(at + " (" + benchmark + ") has no positive 'threads'");
        }
        at = at + " (" + benchmark + ")";
        SortedMap<String, Metric> secondary = new TreeMap<>();
        JsonNode others = element.get("secondaryMetrics");
        if (others != null) {
            for (Map.Entry<String, JsonNode> other : others.properties()) {
                secondary.put(other.getKey(), metric(other.getValue(), at + ", metric " + other.getKey()));
            }
        }
        Metric primary = metric(element.get("primaryMetric"), at + ", primaryMetric");
        if (primary.rawData().isEmpty()) {
            throw bad(at + " has no fork in its primaryMetric");
        }
        return new JmhResult(
                benchmark,
                JmhResult.workloadId(benchmark),
                threads.intValue(),
                params(element.get("params"), at),
                primary,
                secondary);
    }

    private SortedMap<String, String> params(@Nullable JsonNode node, String at) {
        SortedMap<String, String> params = new TreeMap<>();
        if (node == null) {
            return params;
        }
        for (Map.Entry<String, JsonNode> param : node.properties()) {
            if (!param.getValue().isString()) {
                throw bad(at + ", parameter " + param.getKey() + " is not a string");
            }
            params.put(param.getKey(), param.getValue().stringValue());
        }
        return params;
    }

    private Metric metric(@Nullable JsonNode node, String at) {
        if (node == null || !node.isObject()) {
            throw bad(at + " is missing");
        }
        JsonNode raw = node.get("rawData");
        if (raw == null || !raw.isArray()) {
            throw bad(at + " has no rawData");
        }
        List<List<Double>> forks = new ArrayList<>();
        for (JsonNode fork : raw.values()) {
            if (!fork.isArray()) {
                throw bad(at + " has rawData that is not an array of arrays");
            }
            List<Double> iterations = new ArrayList<>();
            for (JsonNode value : fork.values()) {
                iterations.add(number(value, at));
            }
            forks.add(iterations);
        }
        return new Metric(text(node, "scoreUnit", at), forks);
    }

    /** JMH writes what JSON numbers cannot say as the strings NaN, +INF and -INF. */
    private double number(JsonNode value, String at) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+INF", "INF", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw bad(at + " has a value that is no number: " + text);
        };
    }

    private String text(JsonNode node, String field, String at) {
        JsonNode value = node.get(field);
        if (value == null || !value.isString()) {
            throw bad(at + " has no '" + field + "'");
        }
        return value.stringValue();
    }

    private BadRunException bad(String problem) {
        return new BadRunException(file, problem, REMEDY);
    }
}
