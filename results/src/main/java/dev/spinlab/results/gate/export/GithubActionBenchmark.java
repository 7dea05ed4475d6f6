package dev.spinlab.results.gate.export;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of github-action-benchmark's custom tools: an array of {@code name}, {@code unit}, {@code value} and optional
 * {@code range} and {@code extra}.
 *
 * <p>That action takes the direction from its input {@code tool} and for a whole file at once, so there is one file per
 * direction: {@value #SMALLER} for {@code customSmallerIsBetter} and {@value #GREATER} for {@code customBiggerIsBetter}.
 * A direction without results has no file, since the action fails on an empty array.
 *
 * <p>Checked against benchmark-action/github-action-benchmark: {@code LEGACY_README.md} at commit 2905adf ("Every entry in
 * the JSON file you provide …"), {@code extractCustomBenchmarkResult} of {@code src/extract.ts}, which fails on an empty
 * array, and {@code biggerIsBetter} and {@code findAlerts} of {@code src/write.ts}, which looks results up by name, so
 * that names are unique here. The custom tools are there since v1.10.0 (October 2021).
 */
public final class GithubActionBenchmark {
    /** File of the results for {@code customSmallerIsBetter}. */
    public static final String SMALLER = "github-action-benchmark-smaller.json";

    /** File of the results for {@code customBiggerIsBetter}. */
    public static final String GREATER = "github-action-benchmark-bigger.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private GithubActionBenchmark() {}

    /**
     * What the action's input {@code tool} has to be.
     *
     * @param direction direction of the results
     * @return name of the tool
     */
    public static String tool(Direction direction) {
        return direction == Direction.SMALLER_IS_BETTER ? "customSmallerIsBetter" : "customBiggerIsBetter";
    }

    /**
     * The results of one direction.
     *
     * @param results results of any direction
     * @param direction which of them
     * @return a JSON array, ended by a line feed
     * @throws IllegalArgumentException if two results have the same name and metric
     */
    public static String json(List<Exported> results, Direction direction) {
        ArrayNode array = MAPPER.createArrayNode();
        Set<String> names = new HashSet<>();
        for (Exported result : results) {
            if (!names.add(result.fullName())) {
                throw new IllegalArgumentException("two results are named '" + result.fullName() + "'");
            }
            if (result.direction() == direction) {
                entry(array.addObject(), result);
            }
        }
        return MAPPER.writeValueAsString(array) + "\n";
    }

    private static void entry(ObjectNode entry, Exported result) {
        entry.put("name", result.fullName());
        entry.put("unit", result.unit());
        entry.put("value", result.estimate());
        String forks = "forks: " + result.forks().size();
        if (result.hasLimits()) {
            double half = Math.max(result.high() - result.estimate(), result.estimate() - result.low());
            entry.put("range", "± " + Decimals.of(half));
            entry.put(
                    "extra",
                    "interval: " + Decimals.of(result.low()) + " to " + Decimals.of(result.high()) + "\n" + forks);
        } else {
            entry.put("extra", forks);
        }
    }

    /**
     * Writes a file for each direction that has results, and removes that of a direction that has none.
     *
     * @param folder where to, made if need be
     * @param results the results
     * @return the files written, by direction
     * @throws BadRunException if a file cannot be written
     */
    public static Map<Direction, Path> write(Path folder, List<Exported> results) {
        Map<Direction, Path> written = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            Path file = folder.resolve(direction == Direction.SMALLER_IS_BETTER ? SMALLER : GREATER);
            String json = json(results, direction);
            try {
                if (results.stream().anyMatch(result -> result.direction() == direction)) {
                    Files.createDirectories(folder);
                    Files.writeString(file, json);
                    written.put(direction, file);
                } else {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw BadRunException.unwritable(file, e);
            }
        }
        return written;
    }
}
