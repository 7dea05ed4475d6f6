package dev.spinlab.results.report;

import dev.spinlab.results.measure.Backends;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of numbers, one per case: a line per measure, a column per backend, so that they fit on paper. */
final class NumbersSection {
    private static final double MILLION = 1e6;

    private final Measurements measurements;

    NumbersSection(Measurements measurements) {
        this.measurements = measurements;
    }

    /** A measure: its name and what it is for a backend. */
    private record Measure(String name, Function<Row, String> cell) {}

    void write(Html html) {
        html.open("section", "aria-labelledby", "numbers").element("h2", "Numbers", "id", "numbers");
        html.element(
                "p",
                "Estimates with 95 % confidence intervals in brackets (Student's t over one value per fork; with one fork "
                        + "there is no interval). The ratio's interval is Welch's on the log scale. Exact counters do not "
                        + "depend on the speed of the machine.");
        int number = 0;
        for (Case shown : measurements.cases()) {
            write(html, shown, ++number);
        }
        html.close("section");
    }

    private void write(Html html, Case shown, int number) {
        List<Row> rows = measurements.rows(shown);
        List<Measure> measures = measures(rows);
        String id = "case-" + number;
        html.element("h3", shown.label(), "id", id);
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.open("table").element("caption", "Measures by backend: " + shown.label());
        html.open("thead").open("tr").element("th", "measure", "scope", "col");
        rows.forEach(row -> html.element("th", row.backend(), "scope", "col", "class", kind(row)));
        html.close("tr").close("thead").open("tbody");
        for (Measure measure : measures) {
            html.open("tr").element("th", measure.name(), "scope", "row");
            rows.forEach(row -> html.element("td", measure.cell().apply(row), "class", kind(row)));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private static String kind(Row row) {
        return row.isRed() ? "red" : "plain";
    }

    private List<Measure> measures(List<Row> rows) {
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure(
                "goodput, Mops/s", row -> Cells.interval(row.goodput().times(1 / MILLION))));
        measures.add(new Measure("goodput / " + Backends.BASELINE, this::ratio));
        measures.add(new Measure("CPU ns per success", row -> Cells.interval(row.cpuNanosPerSuccess())));
        measures.add(new Measure(
                "refused, per call", row -> Cells.share(row.refusals().perCall())));
        measures.add(new Measure(
                "refused, per time", row -> Cells.share(row.refusals().perTime())));
        measures.add(new Measure(
                "failures by code", row -> orNone(Cells.counts(row.refusals().byCode()))));
        if (rows.stream().anyMatch(row -> row.handlerRefusals().measured())) {
            measures.add(new Measure(
                    "handler calls", row -> Numbers.count(row.handlerRefusals().calls())));
            measures.add(new Measure(
                    "handler refused, per call",
                    row -> Cells.share(row.handlerRefusals().perCall())));
            measures.add(new Measure(
                    "handler refused, per time",
                    row -> Cells.share(row.handlerRefusals().perTime())));
            measures.add(new Measure(
                    "handler failures",
                    row -> orNone(Cells.counts(row.handlerRefusals().byCode()))));
        }
        if (rows.stream().anyMatch(row -> row.retriedShare().estimate() > 0)) {
            measures.add(new Measure("successes retried", row -> Cells.share(row.retriedShare())));
            measures.add(new Measure(
                    "calls of the retried, median / worst",
                    row -> Numbers.count(row.middle("callsUntilSuccess.p50")) + " / "
                            + Numbers.count(row.greatest("callsUntilSuccess.max"))));
            measures.add(new Measure(
                    "time of the retried, median / worst",
                    row -> Numbers.time(row.middle("timeUntilSuccess.p50")) + " / "
                            + Numbers.time(row.greatest("timeUntilSuccess.max"))));
        }
        measures.add(new Measure("fairness (Jain)", row -> Cells.interval(row.jain())));
        measures.add(new Measure(
                "backlog, mean / peak elements",
                row -> Cells.interval(row.backlogMean()) + " / " + Numbers.count(row.backlogPeak())));
        measures.add(perSuccess("steps per success", "stepsPerSuccess"));
        measures.add(perSuccess("atomic RMW per success", "rmwPerSuccess"));
        measures.add(perSuccess("locks per success", "lockAcquisitionsPerSuccess"));
        measures.add(perSuccess("context switches per success", "contextSwitchesPerSuccess"));
        FurtherMeasures.of(rows).forEach((name, cell) -> measures.add(new Measure(name, cell)));
        measures.add(new Measure("forks", row -> Numbers.count(row.result().forks())));
        measures.add(new Measure("violations", row -> orNone(Cells.counts(row.violations()))));
        return measures;
    }

    private static Measure perSuccess(String head, String metric) {
        return new Measure(head, row -> Cells.interval(row.perSuccess(metric)));
    }

    private String ratio(Row row) {
        if (row.backend().equals(Backends.BASELINE)) {
            return "1 (by definition)";
        }
        return Cells.interval(measurements.goodputRatio(row));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}
