package dev.spinlab.results.gate.machine;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JVM flags without their order: of a flag that is given twice the last one holds. */
final class JvmFlagSet {
    /** Heap sizes, on-off flags, flags with a value, properties; what is left names itself. */
    private static final Pattern NAME =
            Pattern.compile("(-Xm[snx]|-Xss)\\d.*|(-XX:)[+-](\\w+)|(-XX:)(\\w+)=.*|(-D[^=]+|--?[\\w-]+)[=:].*");

    private JvmFlagSet() {}

    static String of(List<String> flags) {
        SortedMap<String, String> last = new TreeMap<>();
        flags.forEach(flag -> last.put(name(flag), flag));
        return String.join(" ", last.values());
    }

    private static String name(String flag) {
        Matcher matcher = NAME.matcher(flag);
        if (!matcher.matches()) {
            return flag;
        }
        StringBuilder name = new StringBuilder();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                name.append(matcher.group(group));
            }
        }
        return name.toString();
    }
}
