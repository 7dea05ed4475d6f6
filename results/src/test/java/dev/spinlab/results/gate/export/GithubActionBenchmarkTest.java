package dev.spinlab.results.gate.export;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GithubActionBenchmarkTest {
    @TempDir
    Path folder;

    @Test
    void eachDirectionHasItsOwnArray() {
        assertThat(names(SMALLER_IS_BETTER))
                .containsExactly(
                        "rqspinlock/create+delete, 2 tasks cpuNanosPerSuccess",
                        "rqspinlock/create+delete, 2 tasks p99Nanos");
        assertThat(names(GREATER_IS_BETTER)).containsExactly("llist-deferred-free/lookup-hit-2 goodput");
        assertThat(GithubActionBenchmark.tool(SMALLER_IS_BETTER)).isEqualTo("customSmallerIsBetter");
        assertThat(GithubActionBenchmark.tool(GREATER_IS_BETTER)).isEqualTo("customBiggerIsBetter");
    }

    @Test
    void anEntryHasNameUnitValueRangeAndExtra() {
        JsonNode entry = parse(GithubActionBenchmark.json(Results.ALL, SMALLER_IS_BETTER))
                .get(0);
        assertThat(entry.get("unit").stringValue()).isEqualTo("ns/op");
        assertThat(entry.get("value").doubleValue()).isEqualTo(125.25);
        // The greater of 1.25 above and 0.75 below.
        assertThat(entry.get("range").stringValue()).isEqualTo("± 1.25");
        assertThat(entry.get("extra").stringValue()).isEqualTo("interval: 124.5 to 126.5\nforks: 3");
        JsonNode rate = parse(GithubActionBenchmark.json(Results.ALL, GREATER_IS_BETTER))
                .get(0);
        assertThat(rate.get("value").doubleValue()).isEqualTo(5125000);
        assertThat(rate.get("range").stringValue()).isEqualTo("± 250000");
    }

    @Test
    void withoutLimitsThereIsNoRange() {
        JsonNode entry = parse(GithubActionBenchmark.json(Results.ALL, SMALLER_IS_BETTER))
                .get(1);
        assertThat(entry.has("range")).isFalse();
        assertThat(entry.get("extra").stringValue()).isEqualTo("forks: 1");
    }

    @Test
    void twoResultsOfOneNameAreRefusedWhateverTheirDirection() {
        List<Exported> twice = List.of(
                Results.of("a b", "c", "ns", SMALLER_IS_BETTER), Results.of("a", "b c", "ns", GREATER_IS_BETTER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GithubActionBenchmark.json(twice, SMALLER_IS_BETTER))
                .withMessage("two results are named 'a b c'");
    }

    @Test
    void thereIsAFilePerDirectionThatHasResults() throws IOException {
        Path results = folder.resolve("new");
        assertThat(GithubActionBenchmark.write(results, Results.ALL))
                .containsEntry(SMALLER_IS_BETTER, results.resolve("github-action-benchmark-smaller.json"))
                .containsEntry(GREATER_IS_BETTER, results.resolve("github-action-benchmark-bigger.json"))
                .hasSize(2);
        assertThat(Files.readString(results.resolve(GithubActionBenchmark.SMALLER)))
                .isEqualTo(GithubActionBenchmark.json(Results.ALL, SMALLER_IS_BETTER))
                .endsWith("]\n");
        assertThat(Files.readString(results.resolve(GithubActionBenchmark.GREATER)))
                .isEqualTo(GithubActionBenchmark.json(Results.ALL, GREATER_IS_BETTER));
        assertThat(GithubActionBenchmark.write(results, List.of(Results.RATE))).containsOnlyKeys(GREATER_IS_BETTER);
        assertThat(results.toFile().list()).containsExactly("github-action-benchmark-bigger.json");
    }

    @Test
    void aFolderThatCannotBeIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "x");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> GithubActionBenchmark.write(file, Results.ALL))
                .withMessageContaining("cannot be written (");
    }

    private static List<String> names(Direction direction) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry :
                parse(GithubActionBenchmark.json(Results.ALL, direction)).values()) {
            names.add(entry.get("name").stringValue());
        }
        return names;
    }

    /** What the action's documentation asks for: an array; name, unit and value; range and extra as texts; no more. */
    private static JsonNode parse(String json) {
        JsonNode array = JsonMapper.builder().build().readTree(json);
        assertThat(array.isArray()).isTrue();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : array.values()) {
            assertThat(entry.isObject()).isTrue();
            assertThat(entry.propertyNames()).isSubsetOf("name", "unit", "value", "range", "extra");
            assertThat(entry.get("name").isString()).isTrue();
            assertThat(entry.get("unit").isString()).isTrue();
            assertThat(entry.get("value").isNumber()).isTrue();
            assertThat(!entry.has("range") || entry.get("range").isString()).isTrue();
            assertThat(!entry.has("extra") || entry.get("extra").isString()).isTrue();
            assertThat(names.add(entry.get("name").stringValue())).isTrue();
        }
        return array;
    }
}
