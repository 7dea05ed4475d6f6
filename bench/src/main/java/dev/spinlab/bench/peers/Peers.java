package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.ForkProcess;
import dev.spinlab.bench.gate.timed.RunningBuild;
import dev.spinlab.results.run.JsonFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The comparison with what a user would pick instead: measures, tells, and keeps what was measured. */
public final class Peers {
    /** Name of the file with every sample. */
    public static final String FILE = "peers.json";

    private static final List<String> WARM_UP = List.of("-wi", "5", "-w", "100ms");

    /**
     * Results vanish in the compiler, as they do in the forks that JMH starts itself. What a plain blackhole takes, one or two
     * nanoseconds, is as much as the quickest of what is compared.
     */
    private static final List<String> COMPILER_BLACKHOLES = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+UnlockExperimentalVMOptions",
            "-DcompilerBlackholesEnabled=true",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=inline,org/openjdk/jmh/infra/Blackhole.consume",
            "-XX:CompileCommand=blackhole,org/openjdk/jmh/infra/Blackhole.consumeCompiler");

    private final List<Jvm> jvms;
    private final Probes probes;
    private final EnvironmentReader reader;
    private final Path jar;

    private Peers(List<Jvm> jvms, Probes probes, EnvironmentReader reader, Path jar) {
        this.jvms = jvms;
        this.probes = probes;
        this.reader = reader;
        this.jar = jar;
    }

    /**
     * Prepares.
     *
     * @param homes folders of the JDKs, none for the one that runs
     * @param reader the machine
     * @return the comparison
     * @throws BadInputException if this build does not run from a jar, a folder has no JDK, or two have the same version
     */
    public static Peers prepare(List<Path> homes, EnvironmentReader reader) {
        Path jar = RunningBuild.find("peers").jar();
        List<Jvm> jvms = homes.isEmpty()
                ? List.of(Jvm.running())
                : homes.stream().map(Jvm::at).toList();
        requireDistinct(jvms);
        return new Peers(jvms, Probes.on(reader.allowedCpus().size()), reader, jar);
    }

    static void requireDistinct(List<Jvm> jvms) {
        if (jvms.stream().map(Jvm::version).distinct().count() < jvms.size()) {
            throw new BadInputException("--jvm", "names a version twice, and columns go by version", "name each once");
        }
    }

    /**
     * What it is expected to take.
     *
     * @param rounds how many
     * @return the time
     */
    public Duration expected(int rounds) {
        return probes.probes().stream()
                .map(probe -> probe.iterations().expected())
                .reduce(Duration.ZERO, Duration::plus)
                .multipliedBy((long) rounds * jvms.size());
    }

    /**
     * Measures.
     *
     * @param rounds how many
     * @param seed of the order
     * @param folder for the samples, JMH's result and output of the last fork
     * @param stop tells when to stop early
     * @param out gets one line per round
     * @return what was found in the rounds that are whole
     * @throws BadInputException if a fork fails, or nothing was measured before the stop
     */
    public PeersTable run(int rounds, long seed, Path folder, StopSignal stop, Consumer<String> out) {
        PeersRun run = new PeersRun(jvms, probes.probes(), (jvm, probe) -> fork(folder, jvm, probe), seed);
        Map<Jvm, List<Map<String, Sample>>> all;
        try {
            all = run.run(rounds, stop, out);
        } catch (ForkFailedException e) {
            throw new BadInputException("peers", String.valueOf(e.getMessage()), "see fork.log in " + folder);
        }
        if (all.values().stream().anyMatch(List::isEmpty)) {
            throw new BadInputException("peers", "stopped before the first round ended", "let it run longer");
        }
        Map<String, List<Map<String, Sample>>> byVersion = new LinkedHashMap<>();
        jvms.forEach(jvm -> byVersion.put(jvm.version(), all.getOrDefault(jvm, List.of())));
        JsonFiles.write(folder.resolve(FILE), byVersion);
        return PeersTable.of(probes.bars(), byVersion);
    }

    private Sample fork(Path folder, Jvm jvm, Probe probe) throws ForkFailedException {
        List<String> plain = JvmFlags.forJdk(jvm.feature(), reader.allowedCpus().size(), reader.hugePages());
        List<String> flags = new ArrayList<>(JvmFlags.forComparison(plain));
        flags.addAll(COMPILER_BLACKHOLES);
        flags.addAll(probe.flags());
        List<String> arguments = new ArrayList<>(WARM_UP);
        arguments.addAll(probe.iterations().arguments());
        arguments.addAll(probe.arguments());
        ForkProcess process = ForkProcess.with(jvm.program(), folder);
        Probe.Iterations iterations = probe.iterations();
        return Sample.of(iterations, process.run(flags, jar, probe.benchmark(), arguments, iterations.expected()));
    }
}
