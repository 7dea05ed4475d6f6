package dev.spinlab.results.gate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real gates of a build against itself, as they were measured. Reading decides them all again, and rejects one that ends otherwise. */
class RecordedGatesTest {
    private static final Path FOLDER = Path.of("baseline", "proof");

    /** So many gates of a build against itself are recorded at least; one may raise a false alarm. */
    private static final int PLAIN = 40;

    /** So many gates with 10 % planted are recorded at least; one may miss it. */
    private static final int PLANTED = 20;

    private static List<Proof.Gate> gates(String kind) throws IOException {
        List<Proof.Gate> gates = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(file -> file.toString().contains(kind))
                    .sorted()
                    .toList()) {
                gates.addAll(RecordedProof.read(file).proof().gates());
            }
        }
        assertThat(gates).as(kind).isNotEmpty();
        return gates;
    }

    private static List<Proof.Gate> plain(List<Proof.Gate> gates) {
        return gates.stream().filter(Proof.Gate::plain).toList();
    }

    @Test
    void everyFileIsOfAKindThatIsDecidedAgain() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files)
                    .isNotEmpty()
                    .allMatch(file -> file.toString().contains("-quiet")
                            || file.toString().contains("-both-cpus-loaded"));
        }
    }

    @Test
    void withBothCpusLoadedNoGateRaisedAFalseAlarm() throws IOException {
        List<Proof.Gate> plain = plain(gates("-both-cpus-loaded"));
        assertThat(plain).isNotEmpty().allMatch(gate -> gate.regressed().isEmpty());
    }

    @Test
    void atMostOneGateRaisedAFalseAlarm() throws IOException {
        List<Proof.Gate> plain = plain(gates("-quiet"));
        long alarms = plain.stream().filter(gate -> !gate.regressed().isEmpty()).count();
        System.out.println(alarms + " false alarms in " + plain.size() + " gates");
        assertThat(plain).hasSizeGreaterThanOrEqualTo(PLAIN);
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void plantedSlowdownsWereFoundWhereTheyWere() throws IOException {
        List<Proof.Gate> planted =
                gates("-quiet").stream().filter(gate -> !gate.plain()).toList();
        long missed = planted.stream().filter(gate -> !gate.right()).count();
        System.out.println(missed + " missed of " + planted.size() + " gates");
        assertThat(planted)
                .hasSizeGreaterThanOrEqualTo(PLANTED)
                .allSatisfy(gate -> assertThat(gate.regressed()).isSubsetOf(gate.planted()));
        assertThat(missed).isLessThanOrEqualTo(1);
    }
}
