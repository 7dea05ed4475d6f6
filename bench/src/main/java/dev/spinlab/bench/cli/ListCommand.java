package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.Profile;
import dev.spinlab.bench.driver.Workload;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be run. */
@Command(name = "list", description = "Lists workloads, backends and profiles.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    ListCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Workloads");
        for (Workload workload : Workload.values()) {
            out.printf("  %-26s %s%n", workload.id(), workload.question());
            out.printf("  %-26s   plainly: %s%n", "", plainly(workload));
            out.printf("  %-26s   takes: %s%n", "", takes(workload));
        }
        out.println();
        out.println("Parameters of workloads, beside --cpus, --tasks, --preemption, --interrupts and --latency");
        for (Dimension dimension : Dimension.values()) {
            out.printf("  %-26s %s%n", dimension.option(), dimension.meaning());
            out.printf("  %-26s   %s; default %s%n", "", dimension.known(), dimension.initial());
        }
        out.println();
        out.println("Backends");
        for (BackendInfo backend : BackendCatalog.all()) {
            out.printf("  %-26s %s%s%n", backend.id(), backend.description(), note(backend));
        }
        out.println();
        out.println("Profiles");
        for (Profile profile : Profile.values()) {
            out.printf("  %-26s %s%n", profile.id(), profile.description());
        }
        out.flush();
        return ExitCodes.GOOD;
    }

    private static String note(BackendInfo backend) {
        if (backend.control()) {
            return " [--with controls]";
        }
        return backend.reference() ? " [--with reference]" : "";
    }

    /** What a workload does if nothing is said. */
    private static String plainly(Workload workload) {
        String size = workload.cpus() + (workload.cpus() == 1 ? " CPU x " : " CPUs x ") + workload.tasks()
                + (workload.tasks() == 1 ? " task" : " tasks") + ", preemption full"
                + (workload.interrupted() ? ", interrupts hardirq" : "");
        return size
                + workload.initial().entrySet().stream()
                        .map(value -> ", " + Dimension.of(value.getKey()).option() + " " + value.getValue())
                        .collect(Collectors.joining());
    }

    private static String takes(Workload workload) {
        return workload.dimensions().stream().map(Dimension::option).collect(Collectors.joining(", "));
    }
}
