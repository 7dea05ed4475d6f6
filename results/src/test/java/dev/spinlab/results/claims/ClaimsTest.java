package dev.spinlab.results.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
    private static final Claim HOLDS = new Claim(
            1,
            "two tasks that share a CPU, neither inside the other, are refused by the busy counter",
            "seed 1",
            "create-delete, 2 tasks on 1 CPU",
            "92.1 % of calls [90.3, 93.9], 48 % of time",
            "91.8 % of calls (6.12 preempt=full)",
            true);
    private static final Claim FAILS = new Claim(2, "a | b", "seed 2", "looked", "no such thing", null, false);

    @TempDir
    Path folder;

    static Claims claims(Claim... claims) {
        return new Claims(
                Claims.SCHEMA, "2026-11-21T13:00:00Z", 7, "java -jar benchmarks.jar claims --seed 7", List.of(claims));
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        Path file = ClaimsFile.write(folder.resolve("run"), claims(HOLDS, FAILS));
        assertThat(ClaimsFile.read(folder.resolve("run"))).contains(claims(HOLDS, FAILS));
        assertThat(Files.readString(file))
                .startsWith("{\n  \"schema\" : 1,")
                .contains("\"seed\" : 7", "\"number\" : 1", "\"kernel\" : null", "\"holds\" : false")
                .doesNotContain("holding");
    }

    @Test
    void aRunWithoutClaimsHasNone() {
        assertThat(ClaimsFile.read(folder)).isEmpty();
    }

    @Test
    void aDamagedFileIsOneLine() throws IOException {
        Path file = ClaimsFile.write(folder, claims(HOLDS));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertBad("not valid JSON, or cut short (line ");
        Files.write(file, new byte[0]);
        assertBad("the file is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer",
                "\"number\" : 2|\"number\" : 1|claim 1 comes after claim 1",
                "\"number\" : 2|\"number\" : 0|numbered from 1, not 0",
                "\"source\" : \"seed 2\"|\"source\" : null|source",
                "\"holds\" : false|\"hold\" : false|holds"
            })
    void aSenselessFieldIsNamed(String from, String to, String problem) throws IOException {
        Path file = ClaimsFile.write(folder, claims(HOLDS, FAILS));
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertBad(problem);
    }

    private void assertBad(String problem) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> ClaimsFile.read(folder))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(ClaimsFile.in(folder) + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }

    @Test
    void theTableIsWrappedAndEndsWithTheVerdict() {
        String text = ClaimsText.of(claims(HOLDS, FAILS), 2);
        assertThat(text.lines())
                .allMatch(line -> line.length() <= ClaimsText.WIDTH && line.equals(line.stripTrailing()))
                .last()
                .isEqualTo("1 of 2 claims hold");
        assertThat(text.lines().map(String::strip)).anyMatch(line -> line.startsWith("1 two tasks that share a CPU"));
        assertThat(text.lines().filter(line -> line.startsWith(" 2 a | b (seed 2)")))
                .singleElement()
                .asString()
                .endsWith(" NO");
        for (String word : (HOLDS.sentence() + " " + HOLDS.ours() + " " + HOLDS.test()).split(" ", -1)) {
            assertThat(text).contains(word);
        }
    }

    @Test
    void whatWasNotTestedIsSaid() {
        assertThat(ClaimsText.verdict(claims(HOLDS), 16)).isEqualTo("1 of 16 claims hold, 15 not tested");
        assertThat(ClaimsText.verdict(claims(), 16)).isEqualTo("0 of 16 claims hold, 16 not tested");
    }

    @Test
    void theMarkdownTableHasOneLinePerClaim() {
        List<String> lines =
                ClaimsText.markdown(claims(HOLDS, FAILS), 2).lines().toList();
        assertThat(lines.get(0)).isEqualTo("| # | claim (source) | tested by | here | real kernel | holds |");
        assertThat(lines.get(3)).isEqualTo("| 2 | a \\| b (seed 2) | looked | no such thing | - | NO |");
        assertThat(lines.get(5))
                .isEqualTo("1 of 2 claims hold: `java -jar benchmarks.jar claims --seed 7`, 2026-11-21T13:00:00Z");
        assertThat(lines).hasSize(6);
    }

    private static final ClaimsColumn COLUMN =
            new ClaimsColumn("this machine's Linux 6.18", new TreeMap<>(Map.of(2, "0 of 1,600,000 | calls")));

    @Test
    void aColumnBesideThemIsReadBackAndShown() throws IOException {
        Claims beside = claims(HOLDS, FAILS).beside(COLUMN);
        ClaimsFile.write(folder, beside);
        assertThat(ClaimsFile.read(folder)).contains(beside);
        String text = ClaimsText.of(beside, 2);
        assertThat(text.lines()).allMatch(line -> line.length() <= ClaimsText.WIDTH);
        assertThat(text).contains("this machine's Linux", "0 of 1,600,000 |");
        List<String> lines = ClaimsText.markdown(beside, 2).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo(
                        "| # | claim (source) | tested by | here | this machine's Linux 6.18 | real kernel | holds |");
        assertThat(lines.get(1)).isEqualTo("| --: | --- | --- | --- | --- | --- | --- |");
        assertThat(lines.get(2)).contains(" | - | 91.8 % of calls");
        assertThat(lines.get(3)).contains("| no such thing | 0 of 1,600,000 \\| calls | - | NO |");
        assertThat(lines.get(2).replace(" \\| ", "").split(" \\| ", -1))
                .hasSameSizeAs(lines.get(0).split(" \\| ", -1));
    }

    @Test
    void aFileOfAnOlderBuildHasNoColumn() throws IOException {
        Path file = ClaimsFile.write(folder, claims(HOLDS));
        String text = Files.readString(file);
        assertThat(text).contains(",\n  \"columns\" : [ ]");
        Files.writeString(file, text.replace(",\n  \"columns\" : [ ]", ""));
        assertThat(ClaimsFile.read(folder)).contains(claims(HOLDS));
        Files.writeString(file, text.replace("[ ]", "[ {\"title\" : \" \", \"cells\" : {}} ]"));
        assertBad("title is missing");
        String column = "{\"title\" : \"a\", \"cells\" : {}}";
        Files.writeString(file, text.replace("[ ]", "[ " + column + ", " + column + " ]"));
        assertBad("there is room for one column, not for 2");
    }
}
