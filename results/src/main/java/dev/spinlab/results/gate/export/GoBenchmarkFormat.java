package dev.spinlab.results.gate.export;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Go benchmark data format, which {@code benchstat} reads: configuration lines, unit lines and one benchmark line per
 * fork.
 *
 * <p>The unit of a line is the metric, a hyphen and the unit proper, as in {@code cpuNanosPerSuccess-ns/op}; a
 * {@code Unit} line tells the direction of each, which benchstat knows by itself of few units only. The number of
 * iterations is 1, since a fork is one measurement.
 *
 * <p>By default benchstat puts results of different configuration into different tables. Keys whose values differ
 * between the files to be compared, such as a commit, are to be named to its {@code -ignore}.
 *
 * <p>Checked against golang/proposal {@code design/14313-benchmark-format.md} ("Last updated: February 2016", commit
 * 0358604) and, for the {@code Unit} lines and for what a reader takes in fact, against golang/perf
 * {@code benchfmt/reader.go} (680867c), {@code benchfmt/units.go} (96728ec), {@code benchunit/tidy.go} (3684bd4) and the
 * documentation of {@code cmd/benchstat} (02c5517).
 */
public final class GoBenchmarkFormat {
    private static final Pattern KEY = Pattern.compile("\\p{Ll}[^\\p{Lu}\\p{Lt}:]*");
    /** What a reader would take for the number of processors. */
    private static final Pattern PROCESSORS = Pattern.compile("-(\\d+)$");

    private GoBenchmarkFormat() {}

    /**
     * All results.
     *
     * @param results the results
     * @param configuration what holds for all of them, by key: a key begins with a lower-case letter and has neither
     *     upper-case letters nor spaces nor colons
     * @return lines, each ended by a line feed
     * @throws IllegalArgumentException if a key is not of that form, if two results would become one, or if a unit has two
     *     directions
     */
    public static String text(List<Exported> results, SortedMap<String, String> configuration) {
        StringBuilder out = new StringBuilder();
        configuration.forEach((key, value) ->
                out.append(key(key)).append(": ").append(value(value)).append('\n'));
        units(results)
                .forEach((unit, direction) -> out.append("Unit ")
                        .append(unit)
                        .append(" better=")
                        .append(direction == Direction.SMALLER_IS_BETTER ? "lower" : "higher")
                        .append('\n'));
        Map<String, String> known = new HashMap<>();
        for (Exported result : results) {
            String line = name(result.name()) + " " + unit(result);
            String before = known.put(line, result.fullName());
            require(
                    before == null,
                    "'" + before + "' and '" + result.fullName() + "' would both become '" + line + "'");
            for (double fork : result.forks()) {
                out.append(name(result.name()))
                        .append(" 1 ")
                        .append(Decimals.of(fork))
                        .append(' ')
                        .append(unit(result))
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static Map<String, Direction> units(List<Exported> results) {
        Map<String, Direction> units = new LinkedHashMap<>();
        for (Exported result : results) {
            Direction before = units.put(unit(result), result.direction());
            require(before == null || before == result.direction(), "unit '" + unit(result) + "' has two directions");
        }
        return units;
    }

    private static String unit(Exported result) {
        return withoutSpaces(result.metric()) + "-" + withoutSpaces(result.unit());
    }

    /** Begins with {@code Benchmark} and a capital letter if the name begins with a letter; has no space. */
    private static String name(String name) {
        String joined = PROCESSORS.matcher(withoutSpaces(name)).replaceFirst("_$1");
        int first = joined.codePointAt(0);
        return "Benchmark"
                + Character.toString(Character.toUpperCase(first))
                + joined.substring(Character.charCount(first));
    }

    private static String withoutSpaces(String text) {
        return text.codePoints()
                .map(c -> isSpace(c) ? '_' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** At least what Go's {@code unicode.IsSpace} holds for a space. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static String key(String key) {
        require(
                KEY.matcher(key).matches() && key.codePoints().noneMatch(GoBenchmarkFormat::isSpace),
                "configuration key '" + key + "' is not of lower-case letters, digits and hyphens");
        return key;
    }

    private static String value(String value) {
        return value.replaceAll("\\R", " ").strip();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
