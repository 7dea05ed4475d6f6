package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.results.gate.proof.Proof;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofRunTest {
    private static final Proof.Order ORDER = new Proof.Order(3, 2, 0.1, List.of("llist", "queued"), 300, 0.05, 40);
    private static final Proof FRESH =
            new Proof(Proof.SCHEMA, "2026-01-02T03:04:05Z", "a machine", "a build", ORDER, List.of());

    @TempDir
    private Path folder;

    private final List<String> ran = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private GateVerdict passed(String planted, long seed, Path own) {
        assertThat(own).isDirectory();
        ran.add(planted + " " + seed + " " + own.getFileName());
        return new GateVerdict(Status.PASS, 1, List.of(), List.of());
    }

    private ProofRun of(Proof proof, ProofRun.Gates gates) {
        long[] time = {0};
        return new ProofRun(proof, folder, gates, () -> time[0] += 1_000_000_000L);
    }

    @Test
    void everyGateOfTheOrderRunsInItsOwnFolderWithItsOwnSeed() {
        try (StopSignal stop = StopSignal.listen()) {
            Proof proof = of(FRESH, this::passed).run(stop, said::add);
            List<String> plan = ORDER.plan();
            assertThat(ran)
                    .containsExactly(
                            plan.get(0) + " 40 gate-1",
                            plan.get(1) + " 41 gate-2",
                            plan.get(2) + " 42 gate-3",
                            plan.get(3) + " 43 gate-4",
                            plan.get(4) + " 44 gate-5");
            assertThat(proof.gates()).extracting(Proof.Gate::planted).isEqualTo(plan);
            assertThat(proof.gates()).extracting(Proof.Gate::seconds).containsOnly(1.0);
            assertThat(Proof.read(folder)).isEqualTo(proof);
            assertThat(said).hasSize(5).first().asString().startsWith("gate 1, ");
        }
    }

    @Test
    void itGoesOnAfterTheGatesThatHaveEnded() {
        try (StopSignal stop = StopSignal.listen()) {
            ProofRun cut = of(FRESH, (planted, seed, own) -> {
                if (seed == 42) {
                    throw new BadInputException("gate timed", "a fork failed", "see its log");
                }
                return passed(planted, seed, own);
            });
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> cut.run(stop, said::add));
            Proof kept = Proof.read(folder);
            assertThat(kept.gates()).as("those before the one that failed").hasSize(2);
            ran.clear();
            assertThat(of(kept, this::passed).run(stop, said::add).gates()).hasSize(5);
            assertThat(ran).first().asString().endsWith(" 42 gate-3");
        }
    }
}
