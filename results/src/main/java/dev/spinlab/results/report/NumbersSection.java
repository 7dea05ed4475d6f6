package dev.spinlab.results.report;

import dev.spinlab.results.measure.Backends;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of numbers, one per case. */
final class NumbersSection {
    private static final double MILLION = 1e6;

    private final Measurements measurements;

    NumbersSection(Measurements measurements) {
        this.measurements = measurements;
    }

    /** A column: its head and the text of a row in it. */
    private record Column(String head, Function<Row, String> cell) {}

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
        List<Column> columns = columns(rows);
        String id = "case-" + number;
        html.element("h3", shown.label(), "id", id);
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.open("table").element("caption", "Measures by backend: " + shown.label());
        html.open("thead").open("tr").element("th", "backend", "scope", "col");
        columns.forEach(column -> html.element("th", column.head(), "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (Row row : rows) {
            html.open("tr", "class", row.isRed() ? "red" : "plain").element("th", row.backend(), "scope", "row");
            columns.forEach(column -> html.element("td", column.cell().apply(row)));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private List<Column> columns(List<Row> rows) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(
                "goodput, Mops/s", row -> Cells.interval(row.goodput().times(1 / MILLION))));
        columns.add(new Column("goodput / " + Backends.BASELINE, this::ratio));
        columns.add(new Column("CPU ns per success", row -> Cells.interval(row.cpuNanosPerSuccess())));
        columns.add(new Column(
                "refused, per call", row -> Cells.share(row.refusals().perCall())));
        columns.add(new Column(
                "refused, per time", row -> Cells.share(row.refusals().perTime())));
        columns.add(new Column(
                "failures by code", row -> orNone(Cells.counts(row.refusals().byCode()))));
        if (rows.stream().anyMatch(row -> row.handlerRefusals().measured())) {
            columns.add(new Column(
                    "handler calls", row -> Numbers.count(row.handlerRefusals().calls())));
            columns.add(new Column(
                    "handler refused, per call",
                    row -> Cells.share(row.handlerRefusals().perCall())));
            columns.add(new Column(
                    "handler refused, per time",
                    row -> Cells.share(row.handlerRefusals().perTime())));
            columns.add(new Column(
                    "handler failures",
                    row -> orNone(Cells.counts(row.handlerRefusals().byCode()))));
        }
        if (rows.stream().anyMatch(row -> row.retriedShare().estimate() > 0)) {
            columns.add(new Column("successes retried", row -> Cells.share(row.retriedShare())));
            columns.add(new Column(
                    "calls of the retried, median / worst",
                    row -> Numbers.count(row.middle("callsUntilSuccess.p50")) + " / "
                            + Numbers.count(row.greatest("callsUntilSuccess.max"))));
            columns.add(new Column(
                    "time of the retried, median / worst",
                    row -> Numbers.time(row.middle("timeUntilSuccess.p50")) + " / "
                            + Numbers.time(row.greatest("timeUntilSuccess.max"))));
        }
        columns.add(new Column("fairness (Jain)", row -> Cells.interval(row.jain())));
        columns.add(new Column(
                "backlog, mean / peak elements",
                row -> Cells.interval(row.backlogMean()) + " / " + Numbers.count(row.backlogPeak())));
        columns.add(perSuccess("steps per success", "stepsPerSuccess"));
        columns.add(perSuccess("atomic RMW per success", "rmwPerSuccess"));
        columns.add(perSuccess("locks per success", "lockAcquisitionsPerSuccess"));
        columns.add(perSuccess("context switches per success", "contextSwitchesPerSuccess"));
        columns.add(new Column("forks", row -> Numbers.count(row.result().forks())));
        columns.add(new Column("violations", row -> orNone(Cells.counts(row.violations()))));
        return columns;
    }

    private static Column perSuccess(String head, String metric) {
        return new Column(head, row -> Cells.interval(row.perSuccess(metric)));
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
