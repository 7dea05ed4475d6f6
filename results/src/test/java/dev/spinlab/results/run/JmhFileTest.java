package dev.spinlab.results.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhFileTest {
    private static final String HEAD = "{\"benchmark\":\"a.LockUnlock.run\",\"mode\":\"thrpt\",\"threads\":2";
    private static final String SCORE = ",\"primaryMetric\":{\"scoreUnit\":\"ops/s\",\"rawData\":[[1.5,2]]}";

    @TempDir
    Path folder;

    private List<JmhResult> read(String... elements) throws IOException {
        Path file = folder.resolve("jmh.json");
        Files.writeString(file, "[" + String.join(",", elements) + "]");
        return JmhFile.read(file);
    }

    @Test
    void parametersAndOtherMetricsMayBeMissing() throws IOException {
        JmhResult result = read(HEAD + SCORE + "}").get(0);
        assertThat(result.benchmark()).isEqualTo("a.LockUnlock.run");
        assertThat(result.workload()).isEqualTo("lock-unlock");
        assertThat(result.threads()).isEqualTo(2);
        assertThat(result.params()).isEmpty();
        assertThat(result.secondary()).isEmpty();
        assertThat(result.forks()).isEqualTo(1);
        assertThat(result.primary()).isEqualTo(new Metric("ops/s", List.of(List.of(1.5, 2.0))));
        assertThat(result.metric("x")).isNull();
    }

    @Test
    void othersAreThereByName() throws IOException {
        JmhResult result = read(HEAD + SCORE
                        + ",\"params\":{\"cpus\":\"1\"},\"secondaryMetrics\":{\"calls\":{\"scoreUnit\":\"#\","
                        + "\"rawData\":[[7],[]]}}}")
                .get(0);
        assertThat(result.params()).containsOnlyKeys("cpus");
        Metric calls = requireNonNull(result.metric("calls"));
        assertThat(calls).isEqualTo(new Metric("#", List.of(List.of(7.0), List.of())));
        assertThat(calls.fork(0)).containsExactly(7.0);
        assertThat(calls.fork(1)).isEmpty();
        assertThat(calls.fork(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "+INF, Infinity",
        "INF, Infinity",
        "Infinity, Infinity",
        "+Infinity, Infinity",
        "-INF, -Infinity",
        "-Infinity, -Infinity"
    })
    void whatJsonNumbersCannotSayIsSaidInWords(String word, double value) throws IOException {
        assertThat(read(HEAD + SCORE.replace("1.5", '"' + word + '"') + "}")
                        .get(0)
                        .primary()
                        .fork(0))
                .containsExactly(value, 2.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"threads\":2 | \"threads\":\"2\" | element 1 (a.LockUnlock.run) has no positive 'threads'",
                "\"threads\":2 | \"threads\":-1 | element 1 (a.LockUnlock.run) has no positive 'threads'",
                "\"threads\":2 | \"thread\":2 | element 1 (a.LockUnlock.run) has no positive 'threads'",
                "\"benchmark\" | \"bench\" | element 1 has no 'benchmark'",
                "\"a.LockUnlock.run\" | 5 | element 1 has no 'benchmark'",
                "\"mode\" | \"modus\" | element 1 has no 'mode'",
                "[[1.5,2]] | [] | element 1 (a.LockUnlock.run) has no fork in its primaryMetric",
                "[[1.5,2]] | 5 | element 1 (a.LockUnlock.run), primaryMetric has no rawData",
                "[[1.5,2]] | [[true]] | primaryMetric has a value that is no number: true",
                "{\"scoreUnit\":\"ops/s\",\"rawData\":[[1.5,2]]} | [] | primaryMetric is missing"
            })
    void whatIsWrongIsNamedWithItsPlace(String from, String to, String problem) throws IOException {
        String good = HEAD + SCORE + "}";
        assertThat(good).contains(from);
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> read(good, good.replace(from, to)))
                .withMessage(
                        folder.resolve("jmh.json") + ": " + full(problem) + "; measure again, or restore the file");
    }

    private static String full(String problem) {
        return problem.startsWith("element") ? problem : "element 1 (a.LockUnlock.run), " + problem;
    }

    @ParameterizedTest
    @CsvSource({"a.b.CreateDelete.run,create-delete", "run,run", "Plain.run,plain"})
    void theWorkloadIsTheClassInLowerCase(String benchmark, String workload) {
        assertThat(JmhResult.workloadId(benchmark)).isEqualTo(workload);
    }
}
