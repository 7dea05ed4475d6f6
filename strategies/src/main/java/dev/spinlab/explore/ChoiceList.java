package dev.spinlab.explore;

import dev.spinlab.simulation.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was chosen in one schedule, where it was not what happens anyway: {@code 17i,42n,60@1} is a hardware interrupt at the
 * 17th choice, an NMI at the 42nd, and task 1 going on at the 60th.
 */
public final class ChoiceList {
    private final TreeMap<Long, Integer> choices = new TreeMap<>();

    /** Creates an empty list. */
    public ChoiceList() {}

    /**
     * Returns the list that {@code text} spells.
     *
     * @throws IllegalArgumentException if it spells none
     */
    public static ChoiceList parse(String text) {
        ChoiceList list = new ChoiceList();
        for (String part : text.split(",", -1)) {
            int digits = 0;
            while (digits < part.length() && Character.isDigit(part.charAt(digits))) {
                digits++;
            }
            if (part.isEmpty()) {
                continue;
            }
            if (digits == 0 || digits > 18) {
                throw new IllegalArgumentException("'" + part + "' is not a number followed by an action");
            }
            long point = Long.parseLong(part.substring(0, digits));
            if (list.at(point) >= 0) {
                throw new IllegalArgumentException("two choices at " + point);
            }
            list.put(point, Action.parse(part.substring(digits)));
        }
        return list;
    }

    void put(long point, int code) {
        choices.put(point, code);
    }

    void clear() {
        choices.clear();
    }

    int at(long point) {
        return choices.getOrDefault(point, -1);
    }

    /** Returns the number of choices. */
    public int size() {
        return choices.size();
    }

    ChoiceList copy() {
        ChoiceList copy = new ChoiceList();
        copy.choices.putAll(choices);
        return copy;
    }

    ChoiceList without(long point) {
        ChoiceList copy = copy();
        copy.choices.remove(point);
        return copy;
    }

    List<Long> points() {
        return new ArrayList<>(choices.keySet());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Integer> one : choices.entrySet()) {
            text.append(text.isEmpty() ? "" : ",").append(one.getKey()).append(Action.text(one.getValue()));
        }
        return text.toString();
    }
}
