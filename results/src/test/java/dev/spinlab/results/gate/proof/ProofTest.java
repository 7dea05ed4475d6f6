package dev.spinlab.results.gate.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.RowVerdict;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
    private static final List<String> BACKENDS = List.of("llist", "percpu", "queued");
    private static final Proof.Order ORDER = new Proof.Order(6, 4, 0.1, BACKENDS, 300, 0.05, 7);

    @TempDir
    private Path folder;

    private static Proof proof(Proof.Gate... gates) {
        return new Proof(Proof.SCHEMA, "2026-01-02T03:04:05Z", "a machine", "a build", ORDER, Arrays.asList(gates));
    }

    private static Proof.Gate gate(String planted, Status status, String... regressed) {
        return new Proof.Gate(planted, status, List.of(regressed), 100);
    }

    private static RowVerdict row(String backend, Arm arm, boolean gated, Outcome outcome) {
        RowKey key = new RowKey(backend, "create-delete", Metric.CPU);
        return new RowVerdict(key, arm, gated, outcome, 1, new Interval(1.1, 1.05, 1.15, 0.9, 8), 0.001, "");
    }

    @Test
    void theOrderHoldsEveryKindAndFollowsFromTheSeed() {
        List<String> plan = ORDER.plan();
        assertThat(plan).hasSize(ORDER.gates()).isEqualTo(ORDER.plan());
        assertThat(Collections.frequency(plan, Proof.NOTHING)).isEqualTo(6);
        assertThat(plan)
                .filteredOn(backend -> !backend.isEmpty())
                .as("each in turn, the first once more")
                .containsExactlyInAnyOrder("llist", "percpu", "queued", "llist");
        Proof.Order other = new Proof.Order(6, 4, 0.1, BACKENDS, 300, 0.05, 8);
        assertThat(other.plan()).isNotEqualTo(plan).containsExactlyInAnyOrderElementsOf(plan);
    }

    @Test
    void aVerdictBlamesTheBackendsOfGatedRedRowsOfTheHead() {
        GateVerdict verdict = new GateVerdict(
                Status.REGRESSED,
                2,
                List.of(),
                List.of(
                        row("queued", Arm.HEAD, true, Outcome.REGRESSED),
                        row("llist", Arm.HEAD, true, Outcome.BROKEN),
                        row("llist", Arm.HEAD, true, Outcome.REGRESSED),
                        row("percpu", Arm.HEAD, false, Outcome.REGRESSED),
                        row("percpu", Arm.NULL, true, Outcome.REGRESSED),
                        row("percpu", Arm.HEAD, true, Outcome.UNDECIDED)));
        assertThat(Proof.Gate.of("llist", verdict, 61.5))
                .isEqualTo(new Proof.Gate("llist", Status.REGRESSED, List.of("llist", "queued"), 61.5));
    }

    @Test
    void onlyTheRightBackendAloneCountsAsFound() {
        Proof proof = proof(
                gate("llist", Status.REGRESSED, "llist"),
                gate("llist", Status.REGRESSED, "llist", "queued"),
                gate("queued", Status.REGRESSED, "llist"),
                gate("queued", Status.VOID, "queued"),
                gate(Proof.NOTHING, Status.REGRESSED, "llist"),
                gate(Proof.NOTHING, Status.UNDECIDED),
                gate(Proof.NOTHING, Status.PASS));
        assertThat(proof.found()).isEqualTo(new Rate(1, 4));
        assertThat(proof.falseAlarms()).isEqualTo(new Rate(1, 3));
        assertThat(proof.rate(true, Status.UNDECIDED)).isEqualTo(new Rate(1, 3));
        assertThat(proof.rate(false, Status.VOID)).isEqualTo(new Rate(1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> proof().found());
    }

    @Test
    void theTextCountsEachKindAndSaysWhatIsMissing() {
        Proof proof = proof(
                gate(Proof.NOTHING, Status.PASS),
                gate(Proof.NOTHING, Status.UNDECIDED),
                gate("llist", Status.REGRESSED, "llist"));
        assertThat(ProofText.of(proof).lines())
                .anySatisfy(line -> assertThat(line).matches("build against itself +2 +1 +1 +0 +0 +100 s"))
                .anySatisfy(line -> assertThat(line).matches("10.0 % more work in one backend +1 +0 +0 +1 +0 +100 s"))
                .anySatisfy(line -> assertThat(line).startsWith("false alarms: 0 of 2, 0 % [0 %, 84"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("10.0 % more work found, its backend named and no other: 1 of 1, 100 %"))
                .last()
                .isEqualTo("not yet measured: 7 of 10 gates");
        assertThat(ProofText.of(proof(gate(Proof.NOTHING, Status.PASS)))).doesNotContain("found");
        assertThat(ProofText.line(3, gate("llist", Status.REGRESSED, "llist", "queued")))
                .isEqualTo("gate 3, planted in llist: REGRESSED (llist, queued), 100 s");
        assertThat(ProofText.line(1, gate(Proof.NOTHING, Status.PASS)))
                .isEqualTo("gate 1, nothing planted: PASS, 100 s");
    }

    @Test
    void theMeanTimeIsThatOfTheGatesOfAKind() {
        Proof proof = proof(
                new Proof.Gate(Proof.NOTHING, Status.PASS, List.of(), 60),
                new Proof.Gate(Proof.NOTHING, Status.PASS, List.of(), 80),
                new Proof.Gate("llist", Status.REGRESSED, List.of("llist"), 300));
        // All three together: 147 s.
        assertThat(ProofText.of(proof).lines())
                .anySatisfy(line -> assertThat(line).matches("build against itself .* 70 s"))
                .anySatisfy(line -> assertThat(line).matches("10.0 % more work in one backend .* 300 s"));
    }

    @Test
    void itIsReadAsItWasWritten() {
        Proof proof = proof(gate(Proof.NOTHING, Status.PASS)).with(gate("llist", Status.REGRESSED, "llist"));
        assertThat(Proof.isIn(folder)).isFalse();
        JsonFiles.write(folder.resolve(Proof.FILE), proof);
        assertThat(Proof.isIn(folder)).isTrue();
        assertThat(Proof.read(folder)).isEqualTo(proof);
    }

    @Test
    void damageIsOneLine() throws IOException {
        assertThatExceptionOfType(BadRunException.class).isThrownBy(() -> Proof.read(folder));
        JsonFiles.write(folder.resolve(Proof.FILE), proof());
        String good = Files.readString(folder.resolve(Proof.FILE));
        for (String bad : List.of(
                "",
                good.substring(0, good.length() / 2),
                good.replace("\"schema\" : 1", "\"schema\" : 0"),
                good.replace("\"plain\" : 6", "\"plain\" : -6"))) {
            Files.writeString(folder.resolve(Proof.FILE), bad);
            assertThatExceptionOfType(BadRunException.class)
                    .isThrownBy(() -> Proof.read(folder))
                    .satisfies(
                            e -> assertThat(e.getMessage()).contains(Proof.FILE).doesNotContain("\n"));
        }
    }

    @Test
    void moreGatesThanWereAskedForCannotHaveEnded() {
        List<Proof.Gate> many = Collections.nCopies(11, gate(Proof.NOTHING, Status.PASS));
        assertThatIllegalArgumentException().isThrownBy(() -> proof(many.toArray(Proof.Gate[]::new)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(0, 0, 0.1, BACKENDS, 300, 0.05, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(1, 0, 0.1, List.of(), 300, 0.05, 7));
        assertThat(proof(many.subList(0, 10).toArray(Proof.Gate[]::new)).gates())
                .hasSize(10);
    }

    @Test
    void anOrderMayBeOfOneKindOfGatesAndAsShortAsASecond() {
        assertThat(new Proof.Order(3, 0, 0.1, BACKENDS, 1, 0.05, 7).plan()).hasSize(3);
        assertThat(new Proof.Order(0, 3, 0.1, BACKENDS, 1, 0.05, 7).plan()).hasSize(3);
        assertThat(new Proof.Order(2, 2, 0.1, BACKENDS, 1, 0.05, 7).plan()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(1, 1, 0.1, BACKENDS, 0, 0.05, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(1, 1, 0, BACKENDS, 300, 0.05, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(1, 1, 0.1, BACKENDS, 300, 0, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proof.Order(-1, 2, 0.1, BACKENDS, 300, 0.05, 7));
    }
}
