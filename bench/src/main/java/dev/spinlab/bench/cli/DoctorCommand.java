package dev.spinlab.bench.cli;

import dev.spinlab.bench.environment.Doctor;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.Finding;
import dev.spinlab.bench.environment.RealtimeAccess;
import dev.spinlab.bench.environment.SystemFiles;
import dev.spinlab.machine.pinning.AffinityPinning;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what this machine can do and what that means for results. */
@Command(
        name = "doctor",
        description = "Shows what this machine can do, and what that means for results.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 results can be used, 1 results would be void."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    DoctorCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        SystemFiles files = SystemFiles.ofThisMachine();
        AffinityPinning pinning = new AffinityPinning();
        List<Finding> findings = new ArrayList<>(new Doctor(
                        files,
                        EnvironmentReader.ofThisMachine(),
                        cpu -> pinning.pin(cpu).reason())
                .examine());
        findings.add(RealtimeAccess.ofThisMachine().finding());
        for (Finding finding : findings) {
            out.printf(
                    "%-4s  %-15s  %s%n%23s-> %s%n",
                    finding.severity().label(), finding.subject(), finding.value(), "", finding.meaning());
        }
        boolean isVoid = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.VOID);
        out.println();
        out.println(isVoid ? "Results measured here now would be void." : "Results measured here can be used.");
        out.flush();
        return isVoid ? ExitCodes.FOUND : ExitCodes.GOOD;
    }
}
