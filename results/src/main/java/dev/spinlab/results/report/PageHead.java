package dev.spinlab.results.report;

/** What pages begin and end with: the policy that lets nothing in or out, the style, the script. */
public final class PageHead {
    private PageHead() {}

    /**
     * Begins a page, up to its body.
     *
     * @param html where to
     * @param title title of the page
     * @param rules style rules of this page alone, empty for none
     */
    public static void open(Html html, String title, String rules) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").raw("\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
                + "form-action 'none'; style-src 'unsafe-inline'; script-src '" + Script.hash() + "'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", title);
        html.raw("<style>\n").raw(Stylesheet.TEXT).raw(rules).raw("</style>\n</head>\n<body>\n");
        html.element("a", "Skip to the results", "href", "#main", "class", "skip");
    }

    /**
     * Ends the body and the page.
     *
     * @param html where to
     */
    public static void close(Html html) {
        html.raw("<script>").raw(Script.TEXT).raw("</script>\n</body>\n</html>\n");
    }
}
