package dev.spinlab.results.gate.export;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BencherMetricFormatTest {
    private static final String UUID = "123e4567-e89b-12d3-a456-426614174000";

    @Test
    void aBenchmarkHasItsMeasuresWithValuesAndLimits() {
        JsonNode json = parse(BencherMetricFormat.json(Results.ALL));
        assertThat(json.propertyNames())
                .containsExactly("rqspinlock/create+delete, 2 tasks", "llist-deferred-free/lookup-hit-2");
        JsonNode measures = json.get("rqspinlock/create+delete, 2 tasks");
        assertThat(measures.propertyNames()).containsExactly("cpu-nanos-per-success", "p99-nanos");
        JsonNode cpu = measures.get("cpu-nanos-per-success");
        assertThat(cpu.get("value").doubleValue()).isEqualTo(125.25);
        assertThat(cpu.get("lower_value").doubleValue()).isEqualTo(124.5);
        assertThat(cpu.get("upper_value").doubleValue()).isEqualTo(126.5);
        assertThat(measures.get("p99-nanos").propertyNames()).containsExactly("value");
        assertThat(json.get("llist-deferred-free/lookup-hit-2")
                        .get("goodput")
                        .get("value")
                        .doubleValue())
                .isEqualTo(5.125e6);
        assertThat(BencherMetricFormat.json(List.of())).isEqualTo("{ }\n");
    }

    @ParameterizedTest
    @CsvSource({
        "cpuNanosPerSuccess,cpu-nanos-per-success",
        "p99Nanos,p99-nanos",
        "latency,latency",
        "Failed Calls: EBUSY,failed-calls-ebusy",
        "_x__y_,x-y",
        "ops/s,ops-s"
    })
    void slugsAreLowerCaseWordsJoinedByHyphens(String metric, String slug) {
        assertThat(BencherMetricFormat.measure(metric)).isEqualTo(slug).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void slugsHaveAtMost64Characters() {
        assertThat(BencherMetricFormat.measure("a".repeat(64))).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencherMetricFormat.measure("a".repeat(65)))
                .withMessageEndingWith("is longer than 64 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencherMetricFormat.measure("µ / §"))
                .withMessage("metric 'µ / §' has no letter or digit for a slug");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencherMetricFormat.measure(UUID))
                .withMessage("Bencher would take measure '" + UUID + "' for a UUID");
    }

    @Test
    void namesHaveAtMost1024Characters() {
        assertThat(BencherMetricFormat.json(List.of(named("n".repeat(1024))))).contains("n".repeat(1024));
        refused(named("n".repeat(1025)), "a name is longer than 1024 characters: " + "n".repeat(64) + "…");
    }

    @Test
    void aNameThatWouldSilenceItsAlertsIsRefused() {
        refused(
                named("a-bencher-ignore"),
                "Bencher would not alert for 'a-bencher-ignore', which ends in -bencher-ignore");
        assertThat(BencherMetricFormat.json(List.of(named("a-bencher-ignore-b"))))
                .contains("a-bencher-ignore-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {UUID, "123E4567-E89B-12D3-A456-426614174000", "123e4567e89b12d3a456426614174000"})
    void aNameThatIsAUuidIsRefused(String name) {
        refused(named(name), "Bencher would take '" + name + "' for a UUID");
    }

    @Test
    void twoValuesOfOneMeasureAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencherMetricFormat.json(List.of(
                        Results.of("a", "cpuTime", "ns", SMALLER_IS_BETTER),
                        Results.of("a", "cpu-time", "ns", SMALLER_IS_BETTER))))
                .withMessage("two results are named 'a' with measure 'cpu-time'");
    }

    @Test
    void aMeasureHasOneUnitAndOneDirection() {
        Exported first = Results.of("a", "m", "ns", SMALLER_IS_BETTER);
        for (Exported other :
                List.of(Results.of("b", "m", "us", SMALLER_IS_BETTER), Results.of("b", "m", "ns", GREATER_IS_BETTER))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BencherMetricFormat.json(List.of(first, other)))
                    .withMessage("measure 'm' has two units or directions");
        }
        assertThat(BencherMetricFormat.json(List.of(first, Results.of("b", "m", "ns", SMALLER_IS_BETTER))))
                .contains("\"b\"");
    }

    @Test
    void theBoundaryFollowsTheDirection() {
        assertThat(BencherMetricFormat.isUpperBoundary(SMALLER_IS_BETTER)).isTrue();
        assertThat(BencherMetricFormat.isUpperBoundary(GREATER_IS_BETTER)).isFalse();
    }

    private static Exported named(String name) {
        return Results.of(name, "m", "ns", SMALLER_IS_BETTER);
    }

    private static void refused(Exported result, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencherMetricFormat.json(List.of(result)))
                .withMessage(message);
    }

    /** The schema bmf.json: an object of objects of objects with a number {@code value} and optional numbers. */
    private static JsonNode parse(String json) {
        JsonNode root = JsonMapper.builder().build().readTree(json);
        assertThat(root.isObject()).isTrue();
        for (Map.Entry<String, JsonNode> benchmark : root.properties()) {
            assertThat(benchmark.getKey()).isNotEmpty();
            assertThat(benchmark.getValue().isObject()).isTrue();
            for (Map.Entry<String, JsonNode> measure : benchmark.getValue().properties()) {
                assertThat(measure.getKey()).isNotEmpty();
                JsonNode metric = measure.getValue();
                assertThat(metric.isObject()).isTrue();
                assertThat(metric.propertyNames()).contains("value").isSubsetOf("value", "lower_value", "upper_value");
                metric.values().forEach(value -> assertThat(value.isNumber()).isTrue());
            }
        }
        return root;
    }
}
