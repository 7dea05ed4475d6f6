package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateFileTest {
    @TempDir
    Path folder;

    private static GateFile.Stored stored() {
        GateData data = GateFixture.seeded(1)
                .rows(2)
                .rounds(8)
                .looks(List.of(0.5, 1.0))
                .withExtras()
                .planted(GateFixture.row(1), 1.3)
                .data();
        return new GateFile.Stored(data, Decision.after(data, 2));
    }

    @Test
    void readsBackWhatWasWrittenAndDecidesTheSameAgain() {
        Path file = GateFile.write(folder.resolve("new"), stored());
        assertThat(file).isEqualTo(folder.resolve("new/gate.json"));
        GateFile.Stored read = GateFile.read(file);
        assertThat(read).isEqualTo(stored());
        assertThat(Decision.after(read.data(), read.verdict().look())).isEqualTo(read.verdict());
        assertThat(read.verdict().status()).isEqualTo(Status.REGRESSED);
    }

    @Test
    void anInterruptedGateIsReadBackToo() {
        GateData data = GateFixture.seeded(1).rows(1).rounds(4).data();
        GateData partial = data.withBlocks(
                data.blocks().stream().filter(block -> block.round() == 1).toList());
        GateVerdict verdict = Decision.after(partial, 1);
        // Counts have no ratio: NaN must survive.
        assertThat(verdict.rows()).anyMatch(row -> !row.worsening().hasEstimate());
        assertThat(GateFile.read(GateFile.write(folder, new GateFile.Stored(partial, verdict))))
                .isEqualTo(new GateFile.Stored(partial, verdict));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 2|\"schema\" : 3|schema 3 is newer than this build reads (2)",
                "\"schema\" : 2|\"schema\" : 1|schema 1 is older than this build reads (2)",
                "\"schema\" : 2|\"sch\" : 2|no schema number at the top",
                "spinlab-timed-gate|spinlab-claims|is not the file of a timed gate; give a gate.json",
                "\"kind\"|\"sort\"|is not the file of a timed gate",
                "\"cpuNanosPerSuccess\" :|\"nanosPerLuck\" :|nanosPerLuck",
                "\"metric\" : \"cpuNanosPerSuccess\"|\"metric\" : \"nanosPerLuck\"|unknown metric nanosPerLuck",
                "\"metric\" : \"cpuNanosPerSuccess\"|\"metric\" : \"p99Nanos\"|has blocks without the gated metric of",
                "\"method\" : \"T\"|\"method\" : \"U\"|method",
                "\"BASE\" : {|\"NONE\" : {|NONE",
                "\"HEAD\" : {|\"BASE\" : {|arm HEAD is missing",
                "\"arm\" : \"HEAD\"|\"arm\" : \"NULL\"|is not BASE and HEAD in the order ABBA or BAAB",
                "\"status\" : \"REGRESSED\"|\"status\" : \"PASS\"|the verdict does not follow from the data",
                "\"outcome\" : \"REGRESSED\"|\"outcome\" : \"EQUIVALENT\"|the verdict does not follow from the data",
                "\"seed\" : 42|\"seed\" : null|seed",
                "\"verdict\" : {|\"judgement\" : {|verdict",
                "\"calls\" : 100000|\"calls\" : 0|has a negative count or no calls",
                "{|[|not valid JSON, or cut short"
            })
    void damageIsOneLine(String from, String to, String problem) throws IOException {
        Path file = GateFile.write(folder, stored());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertOneLine(file, problem);
    }

    @Test
    void theGatedMetricIsMissedInTheBlocksOfItsRow() throws IOException {
        // The only row: no other blocks can be taken for its own.
        GateData data = GateFixture.seeded(1).rows(1).rounds(4).data();
        Path file = GateFile.write(folder, new GateFile.Stored(data, Decision.after(data, 4)));
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"metric\" : \"cpuNanosPerSuccess\"", "\"metric\" : \"p99Nanos\""));
        assertOneLine(file, "has blocks without the gated metric of percpu-counter, create-delete");
    }

    @ParameterizedTest
    @CsvSource({"0.0", "-1.0", "\"NaN\"", "\"Infinity\"", "1e999"})
    void valuesThatAreNoTimesAreRefused(String value) throws IOException {
        Path file = GateFile.write(folder, stored());
        String text = Files.readString(file)
                .replaceFirst("\"cpuNanosPerSuccess\" : [0-9.]+", "\"cpuNanosPerSuccess\" : " + value);
        Files.writeString(file, text);
        assertOneLine(file, "must be positive and finite");
    }

    @Test
    void aSingleForkIsNoBlock() throws IOException {
        Path file = GateFile.write(folder, stored());
        String text = Files.readString(file);
        int from = text.indexOf("}, {", text.indexOf("\"forks\""));
        int to = text.indexOf("} ]", from);
        Files.writeString(file, text.substring(0, from) + text.substring(to));
        assertOneLine(file, "has 1 forks instead of 4");
    }

    @Test
    void aGateWithoutBlocksOfTheHeadIsRefused() {
        GateFile.Stored stored = stored();
        GateData empty = stored.data()
                .withBlocks(stored.data().blocks().stream()
                        .filter(block -> block.versus() != Arm.HEAD)
                        .toList());
        assertOneLine(
                GateFile.write(folder, new GateFile.Stored(empty, stored.verdict())), "holds no block of arm HEAD");
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void aVerdictOfALookThatWasNotPlannedIsRefused(int look) {
        GateFile.Stored stored = stored();
        GateVerdict moved = new GateVerdict(
                stored.verdict().status(), look, List.of(), stored.verdict().rows());
        assertOneLine(
                GateFile.write(folder, new GateFile.Stored(stored.data(), moved)),
                "the verdict does not follow from the data");
    }

    @Test
    void everyPlaceToCutTheFileIsNoticed() throws IOException {
        Path file = GateFile.write(folder, stored());
        String text = Files.readString(file);
        for (int part = 1; part < 20; part++) {
            Files.writeString(file, text.substring(0, text.length() * part / 20));
            assertOneLine(file, "not valid JSON, or cut short");
        }
        Files.writeString(file, "");
        assertOneLine(file, "the file is empty");
        Files.delete(file);
        assertOneLine(file, "no such file");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLine() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> GateFile.write(blocked, stored()))
                .withMessageStartingWith(blocked + ": cannot be written (");
    }

    private static void assertOneLine(Path file, String problem) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> GateFile.read(file))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(file + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }
}
