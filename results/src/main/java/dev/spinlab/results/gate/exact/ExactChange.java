package dev.spinlab.results.gate.exact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is not what it was.
 *
 * @param backend id of the backend
 * @param where the case, or the situation of the verdict matrix
 * @param figure name of the figure
 * @param before what was accepted, null if there was none
 * @param after what was counted, null if there is none
 */
public record ExactChange(
        String backend,
        String where,
        String figure,
        @Nullable String before,
        @Nullable String after) {
    private static final String VERDICT = "verdict";
    private static final String SETTINGS = "settings";

    /**
     * Compares two records.
     *
     * @param accepted what was accepted
     * @param counted what was counted
     * @return all differences, in the order of the records; empty if there are none
     */
    public static List<ExactChange> between(ExactRecord accepted, ExactRecord counted) {
        List<ExactChange> changes = new ArrayList<>();
        compare(changes, "all", SETTINGS, settings(accepted), settings(counted));
        compareAll(changes, rows(accepted), rows(counted));
        compareAll(changes, verdicts(accepted), verdicts(counted));
        return List.copyOf(changes);
    }

    /** Where figures belong. */
    private record Place(String backend, String where) {}

    private static void compareAll(
            List<ExactChange> changes, Map<Place, Map<String, String>> before, Map<Place, Map<String, String>> after) {
        Set<Place> places = new LinkedHashSet<>(before.keySet());
        places.addAll(after.keySet());
        for (Place place : places) {
            compare(
                    changes,
                    place.backend(),
                    place.where(),
                    before.getOrDefault(place, Map.of()),
                    after.getOrDefault(place, Map.of()));
        }
    }

    private static void compare(
            List<ExactChange> changes,
            String backend,
            String where,
            Map<String, String> before,
            Map<String, String> after) {
        Set<String> figures = new LinkedHashSet<>(before.keySet());
        figures.addAll(after.keySet());
        for (String figure : figures) {
            String was = before.get(figure);
            String is = after.get(figure);
            if (!Objects.equals(was, is)) {
                changes.add(new ExactChange(backend, where, figure, was, is));
            }
        }
    }

    private static Map<String, String> settings(ExactRecord record) {
        return Map.of("seed", Long.toString(record.seed()), "operations", Integer.toString(record.operations()));
    }

    private static Map<Place, Map<String, String>> rows(ExactRecord record) {
        Map<Place, Map<String, String>> rows = new LinkedHashMap<>();
        for (ExactRecord.Row row : record.rows()) {
            Map<String, String> figures = new LinkedHashMap<>();
            row.figures().forEach((name, count) -> figures.put(name, Long.toString(count)));
            rows.put(new Place(row.backend(), row.measured()), figures);
        }
        return rows;
    }

    private static Map<Place, Map<String, String>> verdicts(ExactRecord record) {
        Map<Place, Map<String, String>> rows = new LinkedHashMap<>();
        for (ExactRecord.Verdicts row : record.verdicts()) {
            row.situations()
                    .forEach((situation, verdict) ->
                            rows.put(new Place(row.backend(), situation), Map.of(VERDICT, verdict)));
        }
        return rows;
    }

    /**
     * One line.
     *
     * @return for example {@code rqspinlock: create-delete, 1 CPU x 1 task, preemption full: atomics 1400 -> 1600 (+200)}
     */
    public String text() {
        return backend + ": " + where + ": " + figure + " " + Objects.requireNonNullElse(before, "none") + " -> "
                + Objects.requireNonNullElse(after, "none") + difference();
    }

    private String difference() {
        if (before == null || after == null || !isNumber(before) || !isNumber(after)) {
            return "";
        }
        long difference = Long.parseLong(after) - Long.parseLong(before);
        return " (" + (difference > 0 ? "+" : "") + difference + ")";
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}");
    }
}
