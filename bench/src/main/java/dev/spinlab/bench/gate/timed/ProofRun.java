package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.proof.Proof;
import dev.spinlab.results.gate.proof.ProofText;
import dev.spinlab.results.gate.proof.RecordedProof;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs the gates of a {@link Proof}, each in a folder of its own; one that was stopped is run again. */
public final class ProofRun {
    private final Path folder;
    private final Gates gates;
    private final LongSupplier nanoTime;
    private Proof proof;

    /** Runs a gate. */
    @FunctionalInterface
    interface Gates {
        /**
         * Runs one.
         *
         * @param planted the backend that gets extra work, or {@link Proof#NOTHING}
         * @param seed of its order
         * @param own its folder
         * @return its verdict
         */
        GateVerdict run(String planted, long seed, Path own);
    }

    ProofRun(Proof proof, Path folder, Gates gates, LongSupplier nanoTime) {
        this.proof = proof;
        this.folder = folder;
        this.gates = gates;
        this.nanoTime = nanoTime;
    }

    /**
     * Prepares a proof, or what is left of it.
     *
     * @param order what is asked for
     * @param folder of the proof; what it holds of an earlier process is gone on with
     * @param reader the machine
     * @param stop tells when to stop early
     * @param out gets one line per step of a gate
     * @return the proof, ready to run
     * @throws BadInputException if it cannot run, or the folder holds gates of another build or machine
     */
    public static ProofRun prepare(
            Proof.Order order, Path folder, EnvironmentReader reader, StopSignal stop, Consumer<String> out) {
        RunningBuild build = RunningBuild.find("gate prove");
        Proof fresh = new Proof(
                Proof.SCHEMA,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                TimedGates.inWords(reader, JvmFlags.forGates(reader)),
                build.digest(),
                order,
                List.of());
        Proof proof = Proof.isIn(folder) ? continued(Proof.read(folder), fresh, folder) : fresh;
        String jar = build.jar().toString();
        Gates gates = (planted, seed, own) -> {
            TimedGates.Order one = new TimedGates.Order(
                    jar,
                    null,
                    Duration.ofSeconds(order.budgetSeconds()),
                    order.margin(),
                    List.of(),
                    List.of(),
                    planted.equals(Proof.NOTHING) ? Map.of() : Map.of(planted, order.slowdown()),
                    seed);
            GateFile.Stored gate = TimedGates.prepare(one, reader, out).run(own, stop);
            return gate.verdict();
        };
        return new ProofRun(proof, folder, gates, System::nanoTime);
    }

    private static Proof continued(Proof stored, Proof fresh, Path folder) {
        if (!stored.build().equals(fresh.build()) || !stored.machine().equals(fresh.machine())) {
            throw new BadInputException(
                    folder.toString(),
                    "holds gates of build " + stored.build() + " on " + stored.machine(),
                    "go on with that build there, or begin in another folder");
        }
        if (!stored.order().equals(fresh.order())) {
            throw new BadInputException(
                    folder.toString(), "holds gates that were asked for otherwise", "ask as then: " + stored.order());
        }
        return stored;
    }

    /**
     * Runs the gates that have not ended.
     *
     * @param stop tells when to stop early
     * @param out gets one line per gate
     * @return all that have ended by now
     * @throws BadInputException if a gate cannot run; those that have ended are kept
     */
    public Proof run(StopSignal stop, Consumer<String> out) {
        List<String> plan = proof.order().plan();
        while (proof.gates().size() < plan.size() && !stop.requested()) {
            int number = proof.gates().size();
            long start = nanoTime.getAsLong();
            Path own = made(RecordedProof.gate(folder, number + 1));
            GateVerdict verdict = gates.run(plan.get(number), proof.order().seed() + number, own);
            if (stop.requested()) {
                break; // A gate that was cut says nothing of gates.
            }
            double seconds = (nanoTime.getAsLong() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            Proof.Gate gate = Proof.Gate.of(plan.get(number), verdict, seconds);
            proof = proof.with(gate);
            JsonFiles.write(folder.resolve(Proof.FILE), proof);
            out.accept(ProofText.line(number + 1, gate));
        }
        return proof;
    }

    private static Path made(Path own) {
        try {
            return Files.createDirectories(own);
        } catch (IOException e) {
            throw new BadInputException(own.toString(), "cannot be made (" + e.getMessage() + ")", "permit it");
        }
    }
}
