package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.Workload;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that choose the rows of a gate that measures times. */
final class RowOptions {
    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "ID",
            description = "only rows of these backends; repeat or separate by commas")
    private List<String> backends = new ArrayList<>();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            description = "rows of these workloads (default: create-delete, lookup-hit, lock-unlock)")
    private List<String> workloads = new ArrayList<>();

    RowOptions() {}

    /** The backends asked for, each of which exists; none for all. */
    List<String> backends() {
        backends.forEach(id -> BackendCatalog.require("--backend ", id, BackendCatalog.all()));
        return backends;
    }

    /** The workloads asked for; none for the default family. */
    List<Workload> workloads() {
        return workloads.stream().map(Workload::of).toList();
    }
}
