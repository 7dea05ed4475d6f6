package dev.spinlab.results.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of a case that differ from their defaults: which of them are kept, how they are ordered and named. */
final class Further {
    /** By parameter in the order of {@link Parameter}, defaults first, numbers by size; then what is not known. */
    static final Comparator<SortedMap<String, String>> ORDER = Further::compare;

    private static final Comparator<String> NUMBERS_BY_SIZE =
            Comparator.<String>comparingLong(Further::size).thenComparing(Comparator.naturalOrder());

    private Further() {}

    /** A copy without the parameters that have their default. */
    static SortedMap<String, String> withoutDefaults(Map<String, String> params) {
        SortedMap<String, String> kept = new TreeMap<>(params);
        for (Parameter parameter : Parameter.values()) {
            kept.remove(parameter.id(), parameter.standard());
        }
        return Collections.unmodifiableSortedMap(kept);
    }

    /** The names, those that are known first and in their order. */
    static List<String> names(SortedMap<String, String> params) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            if (params.containsKey(parameter.id())) {
                names.add(parameter.id());
            }
        }
        params.keySet().stream().filter(name -> Parameter.of(name).isEmpty()).forEach(names::add);
        return names;
    }

    private static int compare(SortedMap<String, String> a, SortedMap<String, String> b) {
        for (Parameter parameter : Parameter.values()) {
            String ofA = a.getOrDefault(parameter.id(), parameter.standard());
            String ofB = b.getOrDefault(parameter.id(), parameter.standard());
            if (!ofA.equals(ofB)) {
                boolean standard = ofA.equals(parameter.standard()) || ofB.equals(parameter.standard());
                boolean words = standard && !parameter.isCount();
                return words ? (ofA.equals(parameter.standard()) ? -1 : 1) : NUMBERS_BY_SIZE.compare(ofA, ofB);
            }
        }
        return a.toString().compareTo(b.toString());
    }

    private static long size(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
