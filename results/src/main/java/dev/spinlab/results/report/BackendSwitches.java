package dev.spinlab.results.report;

import dev.spinlab.results.chart.BackendColors;
import java.util.List;

/**
 * A row of check boxes that switch backends off and on in all charts at once.
 *
 * <p>Style alone does it: a rule per backend hides its marks while its box is not checked, so it works by keyboard, on
 * paper, and without scripts.
 */
final class BackendSwitches {
    private final List<String> backends;

    BackendSwitches(List<String> backends) {
        this.backends = backends;
    }

    void write(Html html) {
        html.open("fieldset", "class", "switches").element("legend", "Shown in all charts");
        for (int i = 0; i < backends.size(); i++) {
            String backend = backends.get(i);
            html.open("label", "for", "show-" + i);
            html.raw("<input type=\"checkbox\" id=\"show-" + i + "\" checked autocomplete=\"off\"/>");
            html.raw(
                    "<svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" "
                            + "rx=\"2\" fill=\"" + BackendColors.hex(backend, backends) + "\"/></svg>");
            html.element("span", backend).close("label");
        }
        html.close("fieldset");
    }

    String rules() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < backends.size(); i++) {
            rules.append("body:has(#show-")
                    .append(i)
                    .append(":not(:checked)) figure [data-backend=\"")
                    .append(quoted(backends.get(i)))
                    .append("\"] { display: none; }\n");
        }
        return rules.toString();
    }

    /** The inside of a CSS string: whatever might end it, or the style element, is written by its number. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append('\\').append(Integer.toHexString(c)).append(' ');
            }
        });
        return quoted.toString();
    }
}
