package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.Profile;
import dev.spinlab.bench.driver.Workload;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
}
