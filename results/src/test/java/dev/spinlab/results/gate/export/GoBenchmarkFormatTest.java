package dev.spinlab.results.gate.export;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoBenchmarkFormatTest {
    @Test
    void isTheFormatToTheLetter() {
        assertThat(GoBenchmarkFormat.text(Results.ALL, new TreeMap<>(Map.of("cpu", "AMD EPYC", "jvm", "17.0.15"))))
                .isEqualTo("""
                        cpu: AMD EPYC
                        jvm: 17.0.15
                        Unit cpuNanosPerSuccess-ns/op better=lower
                        Unit p99Nanos-ns better=lower
                        Unit goodput-ops/s better=higher
                        BenchmarkRqspinlock/create+delete,_2_tasks 1 125.5 cpuNanosPerSuccess-ns/op
                        BenchmarkRqspinlock/create+delete,_2_tasks 1 126.25 cpuNanosPerSuccess-ns/op
                        BenchmarkRqspinlock/create+delete,_2_tasks 1 124 cpuNanosPerSuccess-ns/op
                        BenchmarkRqspinlock/create+delete,_2_tasks 1 900 p99Nanos-ns
                        BenchmarkLlist-deferred-free/lookup-hit_2 1 5250000 goodput-ops/s
                        BenchmarkLlist-deferred-free/lookup-hit_2 1 5000000 goodput-ops/s
                        """);
    }

    @Test
    void isReadBackByItsGrammar() {
        GoBenchmarkParser read = GoBenchmarkParser.parse(
                GoBenchmarkFormat.text(Results.ALL, new TreeMap<>(Map.of("cpu-model", "AMD: EPYC ", "empty", ""))));
        assertThat(read.configuration())
                .containsExactlyInAnyOrderEntriesOf(Map.of("cpu-model", "AMD: EPYC", "empty", ""));
        assertThat(read.better())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("cpuNanosPerSuccess-ns/op", "lower", "p99Nanos-ns", "lower", "goodput-ops/s", "higher"));
        assertThat(read.lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.iterations()).isEqualTo(1));
        assertThat(read.lines().get(1).values()).isEqualTo(Map.of("cpuNanosPerSuccess-ns/op", 126.25));
        assertThat(read.lines().get(5).values()).isEqualTo(Map.of("goodput-ops/s", 5e6));
        assertThat(GoBenchmarkParser.parse(GoBenchmarkFormat.text(List.of(), new TreeMap<>()))
                        .lines())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Benchmark 1 2 ns/op\n",
                "Benchmarkx 1 2 ns/op\n",
                "BenchmarkX 1 2\n",
                "BenchmarkX 1 2 ns/op 3\n",
                "BenchmarkX y 1 2 ns/op\n",
                "BenchmarkX 1 1e5 ns/op\n",
                "BenchmarkX 1 2 ns/op",
                "Unit ns/op better=faster\n",
                "Unit ns/op\n",
                "Key: value\n",
                "a key: value\n",
                "key:value\n",
                "PASS\n",
                "\n"
            })
    void theReaderOfThisTestIsStrict(String text) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> GoBenchmarkParser.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "a b,A_b",
        "a\u00a0b,A_b",
        "a\u0085b,",
        "a\u2028b,A_b",
        "tasks-16,Tasks_16",
        "tasks-16-4,Tasks-16_4",
        "tasks-16x,Tasks-16x",
        "tasks-,Tasks-",
        "16,16",
        "µs,Μs",
        "X,X"
    })
    void namesHaveNoSpacesNorWhatLooksLikeANumberOfProcessors(String name, String expected) {
        if (expected == null) {
            assertThatIllegalArgumentException().isThrownBy(() -> result(name, "m"));
            return;
        }
        GoBenchmarkParser read =
                GoBenchmarkParser.parse(GoBenchmarkFormat.text(List.of(result(name, "m")), new TreeMap<>()));
        assertThat(read.lines().get(0).name()).isEqualTo(expected);
    }

    @Test
    void namesThatWouldBecomeOneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GoBenchmarkFormat.text(List.of(result("a b", "m"), result("a_b", "m")), new TreeMap<>()))
                .withMessage("'a b m' and 'a_b m' would both become 'BenchmarkA_b m-ns/op'");
        assertThat(GoBenchmarkFormat.text(List.of(result("a b", "m"), result("a b", "n")), new TreeMap<>()))
                .contains("BenchmarkA_b 1 1 m-ns/op\nBenchmarkA_b 1 1 n-ns/op\n");
    }

    @Test
    void aUnitHasOneDirection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoBenchmarkFormat.text(
                        List.of(result("a", "m m"), Results.of("b", "m m", "ns/op", GREATER_IS_BETTER)),
                        new TreeMap<>()))
                .withMessage("unit 'm_m-ns/op' has two directions");
        assertThat(GoBenchmarkFormat.text(List.of(result("a", "m"), result("b", "m")), new TreeMap<>()))
                .containsOnlyOnce("Unit m-ns/op better=lower\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Key", "kEy", "a key", "a\u00a0key", "a:b", "", "9a", "-a", "#a", "a\n"})
    void keysOfAnotherFormAreRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoBenchmarkFormat.text(List.of(), new TreeMap<>(Map.of(key, "v"))))
                .withMessage("configuration key '" + key + "' is not of lower-case letters, digits and hyphens");
    }

    @Test
    void aValueStaysOnItsLine() {
        assertThat(GoBenchmarkFormat.text(List.of(), new TreeMap<>(Map.of("k2-x", " a\r\nb\nc "))))
                .isEqualTo("k2-x: a b c\n");
    }

    private static Exported result(String name, String metric) {
        return Results.of(name, metric, "ns/op", SMALLER_IS_BETTER);
    }
}
