package dev.spinlab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in the README lists every check, as it is. */
class KitTableTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- checks: begin -->\n";
    private static final String END = "<!-- checks: end -->";

    @Test
    void everyScenarioAndStatementHasExactlyOneCheck() {
        List<String> expected = Stream.concat(
                        IntStream.rangeClosed(1, 27).mapToObj(number -> "S" + number),
                        IntStream.rangeClosed(1, 50).mapToObj(number -> "F" + number))
                .toList();
        assertThat(Kit.checks()).extracting(Check::id).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** {@code -Dgolden.regenerate=true} writes the table anew, and fails so that nobody leaves it on. */
    @Test
    void theReadmeListsThem() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(text).contains(BEGIN, END);
        String table = table();
        if (Boolean.getBoolean("golden.regenerate")) {
            Files.writeString(README, text.substring(0, begin) + table + text.substring(end));
            throw new AssertionError("the table has been written anew; run again without golden.regenerate");
        }
        assertThat(text.substring(begin, end)).isEqualTo(table);
    }

    private static String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| number | test | applies to | remark |");
        lines.add("|---|---|---|---|");
        for (Check check : Kit.checks()) {
            lines.add("| " + check.id() + " | `KitTest` " + check.id() + " " + check.title() + " | " + check.applies()
                    + " | " + check.remark().replace("|", "\\|") + " |");
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
