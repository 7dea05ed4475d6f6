package dev.spinlab.results.report;

/** Builds HTML; every text is escaped unless it is asked not to be. */
public final class Html {
    private final StringBuilder out = new StringBuilder();

    /**
     * Opens an element.
     *
     * @param tag its name
     * @param attributes name and value by turns
     * @return this
     */
    public Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    /**
     * Closes an element and ends the line.
     *
     * @param tag its name
     * @return this
     */
    public Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /**
     * Adds text.
     *
     * @param text what is shown, escaped here
     * @return this
     */
    public Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /**
     * Adds an element with text only.
     *
     * @param tag its name
     * @param text what is shown, escaped here
     * @param attributes name and value by turns
     * @return this
     */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /**
     * Adds markup that is already HTML.
     *
     * @param markup the markup, which must not hold unescaped text of others
     * @return this
     */
    public Html raw(String markup) {
        out.append(markup);
        return this;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
