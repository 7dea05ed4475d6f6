package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.HistogramTags;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Parameter;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jfree.chart.plot.XYPlot;

/** How long a lock takes to say that it cannot be granted, in the bins of the kernel's stress test. */
final class RecoveryChart {
    static final Kind KIND = new Kind(
            "recovery-time", "Time until a lock that cannot be granted answers", Question.WAIT, RecoveryChart::draw);

    private static final List<String> CODES = List.of("EDEADLK", "ETIMEDOUT", "OK");
    private static final int FRAME = 190;
    private static final int PANEL = 125;
    private static final int MOST_PANELS = 8;

    private RecoveryChart() {}

    /** One panel: answers by backend and code. */
    private record Answers(Case shown, String label, Map<String, Map<String, Histogram>> byBackend) {}

    private static Drawing draw(ChartContext context) {
        List<Answers> shown = answers(context);
        if (shown.isEmpty()) {
            return KIND.absent("the run has no recovery workloads with saved histograms");
        }
        List<Case> cases = shown.stream().map(Answers::shown).toList();
        List<String> backends = context.backends(cases).stream()
                .filter(backend -> shown.stream().anyMatch(a -> a.byBackend().containsKey(backend)))
                .toList();
        Panels panels = Panels.above(Axes.places("time until the answer, up to … ms", RecoveryBins.labels()));
        DataTable.Builder table =
                DataTable.of("situation and profile", "backend", "answer", "answers", "median", "worst", "most in bin");
        StringBuilder text = new StringBuilder("Histograms of recovery times. ");
        for (Answers answers : shown) {
            List<StackedBarsLayer.Part> parts = new ArrayList<>();
            answers.byBackend().forEach((backend, byCode) -> {
                parts.addAll(parts(answers.label(), backend, byCode));
                byCode.forEach((code, histogram) -> {
                    table.row(
                            answers.label(),
                            backend,
                            code,
                            Numbers.count((double) histogram.getTotalCount()),
                            Numbers.time((double) histogram.getValueAtPercentile(50)),
                            Numbers.time((double) histogram.getMaxValue()),
                            fullest(histogram));
                    text.append(backend)
                            .append(", ")
                            .append(answers.label())
                            .append(": ")
                            .append(code);
                    text.append(" after ").append(Numbers.time((double) histogram.getValueAtPercentile(50)));
                    text.append(" in the median, worst ").append(Numbers.time((double) histogram.getMaxValue()));
                    text.append(". ");
                });
            });
            panels.add(
                    Axes.percent("answers", 150),
                    1,
                    List.of(new StackedBarsLayer(context, backends, parts), new CaptionLayer(answers.label())));
        }
        XYPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        return KIND.drawing(
                new Words(
                        text.toString().strip(),
                        "From the call that can never be granted to its answer. AA: a lock that the caller holds; ABBA and "
                                + "ABBCCA: two or three tasks that wait for each other; stuck owner: someone who does not "
                                + "let go. Full bars are found deadlocks, hollow bars ran into the timeout.",
                        "These are the times of a model with the kernel's limits (1 ms between looks, 250 ms timeout), on "
                                + "this machine. That an answer comes says nothing of what the caller does with it. "
                                + "Backends without a bar were not asked, since raw locks never answer here."),
                1100,
                FRAME + PANEL * shown.size(),
                Theme.chart(
                        KIND.title(),
                        plot,
                        "share of answers, by bin; full: EDEADLK, hollow: ETIMEDOUT, tinted: granted after all; "
                                + "the bins are those of the kernel's stress test",
                        context.machine()),
                table.build());
    }

    private static List<Answers> answers(ChartContext context) {
        List<Answers> shown = new ArrayList<>();
        for (Case c : context.measurements()
                .cases(c -> c.workload().startsWith(Case.RECOVERY) && c.isPlain(Parameter.LOCK_PROFILE))) {
            String label = c.workload()
                            .substring(Case.RECOVERY.length())
                            .replace('-', ' ')
                            .replace("abbcca", "ABBCCA")
                            .replace("abba", "ABBA")
                            .replace("aa", "AA")
                    + ", " + c.value(Parameter.LOCK_PROFILE).toLowerCase(Locale.ROOT);
            Map<String, Map<String, Histogram>> byBackend = new LinkedHashMap<>();
            for (Row row : context.measurements().rows(c)) {
                Map<String, Histogram> byCode = byCode(context, row);
                if (!byCode.isEmpty()) {
                    byBackend.put(row.backend(), byCode);
                }
            }
            boolean other = shown.stream().noneMatch(a -> a.label().equals(label));
            if (!byBackend.isEmpty() && other && shown.size() < MOST_PANELS) {
                shown.add(new Answers(c, label, byBackend));
            }
        }
        return shown;
    }

    private static Map<String, Histogram> byCode(ChartContext context, Row row) {
        Map<String, Histogram> byCode = new TreeMap<>();
        for (String code : CODES) {
            context.measurements()
                    .histogram(row, HistogramTags.RECOVERY + code)
                    .filter(histogram -> histogram.getTotalCount() > 0)
                    .ifPresent(histogram -> byCode.put(code, histogram));
        }
        return byCode;
    }

    private static List<StackedBarsLayer.Part> parts(String label, String backend, Map<String, Histogram> byCode) {
        double total =
                byCode.values().stream().mapToDouble(Histogram::getTotalCount).sum();
        double[] height = new double[RecoveryBins.count()];
        List<StackedBarsLayer.Part> parts = new ArrayList<>();
        byCode.forEach((code, histogram) -> {
            long[] counts = RecoveryBins.of(histogram);
            for (int bin = 0; bin < counts.length; bin++) {
                if (counts[bin] > 0) {
                    double share = counts[bin] / total;
                    String title = backend + ", " + label + ", " + RecoveryBins.inWords(bin) + ": "
                            + Numbers.percent(share) + " of the answers, " + code + " "
                            + Numbers.count((double) counts[bin]);
                    parts.add(new StackedBarsLayer.Part(
                            backend, bin, height[bin], height[bin] + 100 * share, look(code), true, title));
                    height[bin] += 100 * share;
                }
            }
        });
        return parts.stream().map(part -> part.withTop(height[part.place()])).toList();
    }

    private static StackedBarsLayer.Look look(String code) {
        return switch (code) {
            case "EDEADLK" -> StackedBarsLayer.Look.SOLID;
            case "ETIMEDOUT" -> StackedBarsLayer.Look.HOLLOW;
            default -> StackedBarsLayer.Look.TINTED;
        };
    }

    private static String fullest(Histogram histogram) {
        long[] counts = RecoveryBins.of(histogram);
        int fullest = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            fullest = counts[bin] > counts[fullest] ? bin : fullest;
        }
        return RecoveryBins.inWords(fullest);
    }
}
