package dev.spinlab.results.chart;

import java.util.List;

/** The colours of the backends for what is drawn outside this package. */
public final class BackendColors {
    private static final int RGB = 0xFFFFFF;

    private BackendColors() {}

    /**
     * The colour that a backend has in every chart of a run.
     *
     * @param backend its id
     * @param all the backends of the run, in the order of the report
     * @return as CSS writes it, for example {@code #d55e00}
     */
    public static String hex(String backend, List<String> all) {
        List<String> others =
                all.stream().filter(id -> !BackendStyle.isKnown(id)).toList();
        return String.format("#%06x", BackendStyle.of(backend, others).color().getRGB() & RGB);
    }
}
