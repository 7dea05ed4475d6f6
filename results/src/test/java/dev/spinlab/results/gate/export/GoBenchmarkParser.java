package dev.spinlab.results.gate.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of the Go benchmark data format: what the proposal calls ignored is an error here, since an exporter
 * has no reason to write it.
 */
final class GoBenchmarkParser {
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final Map<String, String> better = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /** A benchmark line. */
    record Line(String name, long iterations, Map<String, Double> values) {}

    static GoBenchmarkParser parse(String text) {
        GoBenchmarkParser parser = new GoBenchmarkParser();
        check(text.isEmpty() || text.endsWith("\n"), "the last line has no end");
        text.lines().forEach(parser::line);
        return parser;
    }

    Map<String, String> configuration() {
        return configuration;
    }

    Map<String, String> better() {
        return better;
    }

    List<Line> lines() {
        return lines;
    }

    private void line(String line) {
        if (line.startsWith("Benchmark")) {
            benchmark(fields(line));
        } else if (fields(line).get(0).equals("Unit")) {
            unit(fields(line));
        } else {
            configuration(line);
        }
    }

    private void benchmark(List<String> fields) {
        check(fields.size() >= 4 && fields.size() % 2 == 0, "an odd number of fields, or fewer than four");
        String name = fields.get(0).substring("Benchmark".length());
        check(!name.isEmpty() && !Character.isLowerCase(name.codePointAt(0)), "no capital after Benchmark");
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 2; i < fields.size(); i += 2) {
            check(fields.get(i).matches("-?[0-9]+(\\.[0-9]+)?"), "not a plain decimal: " + fields.get(i));
            Double before = values.put(fields.get(i + 1), new BigDecimal(fields.get(i)).doubleValue());
            check(before == null, "a unit twice on a line");
        }
        check(fields.get(1).matches("[0-9]+"), "iterations are no number");
        lines.add(new Line(name, Long.parseLong(fields.get(1)), values));
    }

    private void unit(List<String> fields) {
        check(fields.size() == 3, "a unit line of other than three fields");
        check(fields.get(2).matches("better=(higher|lower)"), "unknown metadata " + fields.get(2));
        String before = better.put(fields.get(1), fields.get(2).substring("better=".length()));
        check(before == null, "metadata given twice");
        check(lines.isEmpty(), "metadata after results");
    }

    private void configuration(String line) {
        int colon = line.indexOf(':');
        check(colon > 0, "neither configuration nor benchmark: " + line);
        String key = line.substring(0, colon);
        check(Character.isLowerCase(key.codePointAt(0)), "a key that begins with no lower-case letter");
        check(
                key.codePoints().noneMatch(c -> isSpace(c) || Character.isUpperCase(c)),
                "a key with a space or an upper-case letter");
        String rest = line.substring(colon + 1);
        check(rest.isEmpty() || rest.charAt(0) == ' ' || rest.charAt(0) == '\t', "no space behind the colon");
        configuration.put(key, rest.strip());
        check(lines.isEmpty(), "configuration after results");
    }

    /** As {@code strings.Fields} of Go does it. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (!isSpace(c)) {
                field.appendCodePoint(c);
            } else if (field.length() > 0) {
                fields.add(field.toString());
                field.setLength(0);
            }
        });
        if (field.length() > 0) {
            fields.add(field.toString());
        }
        check(!fields.isEmpty(), "a blank line");
        return fields;
    }

    /** Go's {@code unicode.IsSpace}: the property White_Space. */
    private static boolean isSpace(int c) {
        return (c >= 0x9 && c <= 0xD)
                || c == 0x20
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
