package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.Environment.Jvm;
import dev.spinlab.results.run.Environment.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedBaselineFileTest {
    private static final Fingerprint HERE = Machines.fingerprint();
    private static final String REMEDY =
            "; make one here (gate baseline --accept), or compare with a commit measured now (gate timed --base REF)";

    @TempDir
    Path folder;

    private Path file() {
        return TimedBaselineFile.in(folder, HERE.id());
    }

    @Test
    void readsBackWhatWasWritten() {
        Path deep = folder.resolve("baseline/timed");
        Path file = TimedBaselineFile.write(deep, Machines.baseline());
        assertThat(file).isEqualTo(deep.resolve(HERE.id() + ".json"));
        assertThat(TimedBaselineFile.find(deep, HERE)).contains(Machines.baseline());
        assertThat(TimedBaselineFile.find(deep, HERE).map(TimedBaseline::fingerprintOfMachine))
                .contains(HERE);
    }

    @Test
    void theFieldsHaveTheNamesOfTheRecord() throws IOException {
        TimedBaselineFile.write(folder, Machines.baseline());
        assertThat(Files.readString(file()))
                .startsWith("{\n  \"schema\" : 1,\n  \"fingerprint\" : \"" + HERE.id() + "\",")
                .contains("\"CPU model\" : \"AMD EPYC\"", "\"commit\" : \"c0ffee\"")
                .contains("\"time\" : \"2026-01-02T03:04:05Z\"", "\"a/create cpu\" : {", "\"unit\" : \"ns/op\"")
                .contains("\"direction\" : \"SMALLER_IS_BETTER\"", "\"scaling\" : \"TIME\"")
                .contains(
                        "\"forks\" : [ 100.0, 102.0, 98.0 ]",
                        "\"cacheMiss\" : [ 80.0, 80.0 ]",
                        "\"cas\" : [",
                        "\"handOver\"")
                .doesNotContain("fingerprintOfMachine");
    }

    @Test
    void withoutAnyBaselineThereIsNone() throws IOException {
        assertThat(TimedBaselineFile.find(folder, HERE)).isEmpty();
        assertThat(TimedBaselineFile.find(folder.resolve("none"), HERE)).isEmpty();
        Files.writeString(folder.resolve("0.json"), "{");
        assertThat(TimedBaselineFile.find(folder, HERE))
                .as("a damaged file of nobody knows whom is no other machine's")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofOtherMachinesTheMostSimilarOneIsNamed(boolean nearIsFirst) throws IOException {
        OperatingSystem s = Machines.SYSTEM;
        Fingerprint near =
                Machines.of(new Jvm(Machines.JVM.vendor(), Machines.JVM.name(), "25", Machines.JVM.flags(), false));
        Fingerprint far = IntStream.range(0, 100)
                .mapToObj(i -> Machines.of(new OperatingSystem("BSD", "5." + i, s.preemption(), s.commandLine())))
                .filter(machine -> near.id().compareTo(machine.id()) < 0 == nearIsFirst)
                .findFirst()
                .orElseThrow();
        for (Fingerprint machine : List.of(far, near)) {
            TimedBaselineFile.write(
                    folder,
                    Machines.baseline(
                            machine,
                            Machines.calibration(1, 1, 1),
                            Machines.baseline().rows()));
        }
        Files.writeString(folder.resolve("0.json"), "{");
        Files.writeString(folder.resolve("note.txt"), "not a baseline");
        bad(
                HERE,
                file() + ": no baseline of this machine, the most similar one is " + near.id()
                        + " (JVM version: 25 against 17.0.15+6)" + REMEDY);
    }

    @Test
    void aFileOfAnotherMachineThanItsNameIsRefused() throws IOException {
        OperatingSystem s = Machines.SYSTEM;
        Fingerprint other = Machines.of(new OperatingSystem("Linux", "6.12.1", s.preemption(), s.commandLine()));
        Path written = TimedBaselineFile.write(
                folder,
                Machines.baseline(
                        other,
                        Machines.calibration(1, 1, 1),
                        Machines.baseline().rows()));
        Files.move(written, file());
        bad(HERE, file() + ": is of another machine " + other.id() + " (kernel: 6.12 against 6.18)" + REMEDY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer than this build reads (1)",
                "\"schema\" : 1|\"schema\" : 0|schema 0 is older than this build reads (1)",
                "\"schema\" : 1|\"schema\" : \"1\"|no schema number at the top, so this is no baseline",
                "\"schema\"|\"scheme\"|no schema number at the top, so this is no baseline",
                "\"rows\"|\"ranks\"|content does not fit: ",
                "\"commit\" : \"c0ffee\"|\"commit\" : null|commit is missing",
                "\"commit\" : \"c0ffee\"|\"commit\" : \" \"|commit is missing",
                "2026-01-02T03|2026-13-02T03|time '2026-13-02T03:04:05Z' is no ISO-8601 instant",
                "\"cacheMiss\" : [ 80.0, 80.0 ]|\"cacheMiss\" : [ ]|calibration kernel cacheMiss has no fork",
                "\"cacheMiss\" : [ 80.0, 80.0 ]|\"cacheMiss\" : [ 0 ]|calibration kernel cacheMiss has a value that is no time",
                "\"cacheMiss\" : [ 80.0, 80.0 ]|\"cacheMiss\" : [ \"NaN\" ]|calibration kernel cacheMiss has a value that is no time",
                "\"cacheMiss\" : [ 80.0, 80.0 ]|\"cacheMiss\" : [ 80.0 ]|calibration kernel cacheMiss has a single fork",
                "[ 100.0, 102.0, 98.0 ]|[ 100.0 ]|row a/create cpu has a single fork, which tells nothing",
                "\"cacheMiss\"|\"cacheHit\"|cacheMiss",
                "100.0|0.0|a row has a time or a rate of 0",
                "100.0|\"NaN\"|a row has a value that is negative or not finite",
                "100.0|null|a row has a value that is missing",
                "\"cacheMiss\" : [ 80.0, 80.0 ]|\"cacheMiss\" : null|calibration kernel cacheMiss has a value that is missing",
                "100.0|-100.0|a row has a value that is negative or not finite",
                "100.0|\"x\"|content does not fit: ",
                "\"TIME\"|\"LENGTH\"|LENGTH",
                "\"unit\" : \"ns/op\"|\"unit\" : \"\"|unit is missing",
                "{|[|not valid JSON, or cut short"
            })
    void aDamagedFileIsOneLine(String from, String to, String problem) throws IOException {
        TimedBaselineFile.write(folder, Machines.baseline());
        String text = Files.readString(file());
        assertThat(text).contains(from);
        Files.writeString(file(), text.replaceFirst(Pattern.quote(from), to));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> TimedBaselineFile.find(folder, HERE))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(file() + ": ")
                        .contains(problem)
                        .endsWith(REMEDY)
                        .doesNotContain("\n", "tools.jackson", "Exception"));
    }

    @Test
    void aFileThatIsCutShortOrEmptyIsOneLine() throws IOException {
        TimedBaselineFile.write(folder, Machines.baseline());
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() / 2));
        bad(HERE, file() + ": not valid JSON, or cut short" + REMEDY);
        Files.writeString(file(), "");
        bad(HERE, file() + ": no schema number at the top, so this is no baseline" + REMEDY);
        Files.delete(file());
        Files.createDirectory(file());
        bad(HERE, file() + ": cannot be read" + REMEDY);
    }

    @Test
    void aFolderThatCannotBeIsOneLine() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> TimedBaselineFile.write(plain, Machines.baseline()))
                .withMessageStartingWith(plain + ": cannot be written (");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> TimedBaselineFile.make(plain))
                .withMessageStartingWith(plain + ": cannot be written (");
    }

    @Test
    void senselessBaselinesAreRefused() {
        TimedBaseline good = Machines.baseline();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TimedBaseline(2, "m", good.machine(), "c", good.time(), good.rows(), good.calibration()))
                .withMessage("schema is 2 where this build has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TimedBaseline(1, " ", good.machine(), "c", good.time(), good.rows(), good.calibration()))
                .withMessage("fingerprint is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimedBaseline(
                        1, "m", good.machine(), "c", good.time(), new TreeMap<>(), good.calibration()))
                .withMessage("rows is empty");
        SortedMap<String, TimedBaseline.Row> hole = new TreeMap<>();
        hole.put("a", null);
        assertThatNullPointerException()
                .isThrownBy(() -> new TimedBaseline(1, "m", good.machine(), "c", good.time(), hole, good.calibration()))
                .withMessage("row a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimedBaseline.Row("ns", Direction.SMALLER_IS_BETTER, Scaling.TIME, List.of()))
                .withMessage("a row has no fork");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Machines.time(1, 0))
                .withMessage("a row has a time or a rate of 0");
        assertThat(Machines.row("count", Direction.SMALLER_IS_BETTER, Scaling.NONE, 0)
                        .forks())
                .containsExactly(0.0);
    }

    private void bad(Fingerprint machine, String message) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> TimedBaselineFile.find(folder, machine))
                .withMessage(message);
    }
}
