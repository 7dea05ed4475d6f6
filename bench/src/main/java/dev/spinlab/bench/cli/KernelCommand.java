package dev.spinlab.bench.cli;

import dev.spinlab.bench.claims.KernelColumn;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Texts;
import dev.spinlab.bench.kernelprobe.KernelProbe;
import dev.spinlab.bench.kernelprobe.Platform;
import dev.spinlab.bench.kernelprobe.ProbePlan;
import dev.spinlab.bench.kernelprobe.UnavailableException;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.kernel.KernelText;
import dev.spinlab.results.report.ReportBuilder;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the kernel of this machine in the model's own cases. */
@Command(
        name = "kernel",
        description = "Measures this machine's own kernel in the model's cases, by BPF programs and system calls.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Needs Linux 5.17 or newer with type information (BTF) on x86-64 or aarch64, and root or the capabilities BPF and",
            "PERFMON. Nothing else needs that: without it every other command works.",
            "All that is loaded into the kernel is held by file descriptors of this process, so it is gone when the command",
            "ends, also by Ctrl-C, which keeps the rounds that were measured.",
            "Its folder gets kernel.json. The report and the claims of results/latest show it too, if that run is of the same",
            "kernel.",
            "Exit code 2 if the kernel may not be measured."
        })
final class KernelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "what all cases together may take, at least 10s (default: ${DEFAULT-VALUE})")
    private String budget = "1m";

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs",
            description = "folder that gets the measurement's folder (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("results/runs");

    private final Platform platform;

    KernelCommand() {
        this(Platform.ofThisMachine());
    }

    KernelCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Duration limit = TimeOption.parse("--budget", budget);
        ProbePlan plan = ProbePlan.full(limit);
        if (plan.isTooShort()) {
            throw new BadInputException("--budget " + budget, "too short for all cases", "give at least 10s");
        }
        try (StopSignal stop = StopSignal.listen()) {
            stop.forksAreOver();
            KernelProbe probe =
                    new KernelProbe(platform, new AffinityPinning(), Clock.systemUTC(), stop::requested, line -> {
                        out.println("  " + line);
                        out.flush();
                    });
            try {
                probe.check();
                RunFolder folder = RunFolder.create(output, Clock.systemUTC().instant(), "kernel");
                out.println("kernel: " + (plan.loops().size() + plan.calls().size()) + " cases, " + ProbePlan.ROUNDS
                        + " rounds, about " + Texts.duration(limit));
                out.println("  results: " + folder.root());
                out.flush();
                return conclude(probe.measure(plan, RunRecord.command(spec, null)), folder.root(), out);
            } catch (UnavailableException e) {
                throw new BadInputException("kernel", e.reason(), e.remedy());
            }
        }
    }

    private int conclude(KernelFigures figures, Path folder, PrintWriter out) {
        if (figures.rows().isEmpty()) {
            out.flush();
            spec.commandLine().getErr().println("void run: stopped before anything was measured");
            return ExitCodes.BAD;
        }
        KernelFile.write(folder, figures);
        out.println();
        out.print(KernelText.of(figures));
        out.println();
        out.println("kernel: " + KernelFile.in(folder));
        lend(figures, Path.of("results/latest")).ifPresent(report -> out.println("report: " + report));
        out.flush();
        return ExitCodes.GOOD;
    }

    /**
     * Shows the figures in the report and the claims of another run, if it was measured on the same kernel and has not more of
     * it already.
     *
     * @return its report
     */
    static Optional<Path> lend(KernelFigures figures, Path run) {
        if (!Files.exists(RunDirectory.jmhFile(run))
                || !RunDirectory.readEnvironment(run).system().release().equals(figures.release())) {
            return Optional.empty();
        }
        if (storedRows(figures.release(), run) > figures.rows().size()) {
            return Optional.empty();
        }
        KernelFile.write(run, figures);
        Optional<Claims> claims = ClaimsFile.read(run);
        if (claims.isPresent()) {
            ClaimsCommand.write(run, claims.get().beside(KernelColumn.of(figures)));
        }
        return Optional.of(ReportBuilder.build(run).file());
    }

    /** How much of a kernel a run has already; what cannot be read is nothing, and is replaced. */
    static int storedRows(String release, Path run) {
        try {
            return KernelFile.read(run)
                    .filter(stored -> stored.release().equals(release))
                    .map(stored -> stored.rows().size())
                    .orElse(0);
        } catch (BadRunException damaged) {
            return 0;
        }
    }
}
