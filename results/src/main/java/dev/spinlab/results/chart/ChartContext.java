package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Backends;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.Environment;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;

/** What all charts of a run share: rows, styles, legend and the line that names the machine. */
final class ChartContext {
    private final Measurements measurements;
    private final List<String> others;

    ChartContext(Measurements measurements) {
        this.measurements = measurements;
        this.others = measurements.backends().stream()
                .filter(backend -> !BackendStyle.isKnown(backend))
                .toList();
    }

    Measurements measurements() {
        return measurements;
    }

    /** How a backend looks. */
    BackendStyle style(String backend) {
        return BackendStyle.of(backend, others);
    }

    /** Backends that have a row in one of the cases, in the order of the report. */
    List<String> backends(List<Case> cases) {
        return cases.stream()
                .flatMap(c -> measurements.rows(c).stream())
                .map(Row::backend)
                .distinct()
                .sorted(Backends.ORDER)
                .toList();
    }

    /** The machine in one line. */
    String machine() {
        Environment environment = measurements.run().environment();
        Environment.Cpu cpu = environment.cpu();
        String model = cpu.model() == null ? cpu.architecture() : cpu.model();
        int usable = cpu.allowedCpus().isEmpty()
                ? cpu.logicalCpus()
                : cpu.allowedCpus().size();
        String virtual = cpu.hypervisor() == null ? "" : " under " + cpu.hypervisor();
        return model + virtual + ", " + usable + (usable == 1 ? " CPU" : " CPUs") + " · "
                + environment.system().name() + " " + environment.system().release() + " · Java "
                + environment.jvm().version();
    }

    /** Number of forks behind the rows of some cases, in words. */
    String forks(List<Case> cases) {
        TreeSet<Integer> forks = cases.stream()
                .flatMap(c -> measurements.rows(c).stream())
                .map(row -> row.result().forks())
                .collect(Collectors.toCollection(TreeSet::new));
        if (forks.isEmpty()) {
            return "no forks";
        }
        if (forks.first().equals(forks.last())) {
            return forks.first() == 1 ? "1 fork" : forks.first() + " forks";
        }
        return forks.first() + " to " + forks.last() + " forks";
    }

    /** What the error bars are, or why there are none. */
    String errorBars(List<Case> cases) {
        boolean repeated = cases.stream()
                .flatMap(c -> measurements.rows(c).stream())
                .anyMatch(row -> row.result().forks() > 1);
        return repeated ? "error bars: 95 % over " + forks(cases) : "no error bars: one fork only";
    }

    /** Whether a backend has a violation in one of the cases. */
    boolean isRed(String backend, List<Case> cases) {
        return cases.stream()
                .flatMap(c -> measurements.rows(c).stream())
                .anyMatch(row -> row.backend().equals(backend) && row.isRed());
    }

    /** All rows of some cases. */
    List<Row> rows(List<Case> cases) {
        return cases.stream().flatMap(c -> measurements.rows(c).stream()).toList();
    }

    LegendItemCollection legend(List<String> backends, List<Case> cases, boolean lines) {
        LegendItemCollection legend = new LegendItemCollection();
        for (String backend : backends) {
            BackendStyle style = style(backend);
            String name = isRed(backend, cases) ? backend + " (has violations)" : backend;
            LegendItem item = style.legendItem(name, lines);
            item.setSeriesKey(backend);
            legend.add(item);
        }
        return legend;
    }
}
