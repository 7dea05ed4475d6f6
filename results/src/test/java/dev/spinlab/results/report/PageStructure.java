package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for every page, whatever it shows. */
final class PageStructure {
    private PageStructure() {}

    /** Headings, tables, ids and their references are in order, and every element is closed. */
    static void assertSound(String html) {
        int level = 0;
        for (String heading : matches(html, "<h[1-6]")) {
            int next = heading.charAt(2) - '0';
            assertThat(next).as("no level is left out").isLessThanOrEqualTo(level + 1);
            level = next;
        }
        assertThat(matches(html, "<h1")).hasSize(1);
        assertThat(matches(html, "<table")).hasSameSizeAs(matches(html, "<caption>"));
        assertThat(matches(html, "<th"))
                .as("header cells and heads of tables")
                .hasSize(matches(html, "<th scope=\"(col|row)\"").size()
                        + matches(html, "<thead>").size());
        List<String> ids = matches(html, " id=\"[^\"]*\"");
        assertThat(ids).doesNotHaveDuplicates();
        for (String reference : matches(html, "aria-labelledby=\"[^\"]*\"")) {
            for (String id : reference.substring(17, reference.length() - 1).split(" ", -1)) {
                assertThat(ids).contains(" id=\"" + id + "\"");
            }
        }
        assertBalanced(html);
    }

    /** Every element that is opened is closed in order, but for those of HTML that have no end. */
    private static void assertBalanced(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)(\\s[^>]*?)?(/?)>", Pattern.DOTALL)
                .matcher(html);
        while (tag.find()) {
            String name = tag.group(2);
            if (name.equals("meta") || !tag.group(4).isEmpty()) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(name);
            } else {
                assertThat(name).isEqualTo(open.pop());
            }
        }
        assertThat(open).isEmpty();
    }

    static List<String> matches(String text, String regex) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
