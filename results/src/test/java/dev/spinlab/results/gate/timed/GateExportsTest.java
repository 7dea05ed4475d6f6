package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GateExportsTest {
    private static final String NAME =
            GateFixture.row(0).backend() + "/" + GateFixture.row(0).workload();
    private static final String GO_NAME = "BenchmarkPercpu-counter/create-delete,_2_tasks_on_1_CPU";

    @TempDir
    Path folder;

    private static GateData data() {
        return GateFixture.seeded(3).rows(2).rounds(4).withExtras().data();
    }

    private JsonNode json(String file) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(folder.resolve(file)));
    }

    private static double median(Metric metric, Arm arm) {
        RowKey row = new RowKey(GateFixture.row(0).backend(), GateFixture.row(0).workload(), metric);
        return RowSample.of(data(), row, arm).median().estimate();
    }

    @Test
    void everyToolHasItsFile() {
        GateExports.write(data(), folder);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "github-action-benchmark-smaller.json",
                        "github-action-benchmark-bigger.json",
                        "bencher.json",
                        "benchstat-base.txt",
                        "benchstat-head.txt");
    }

    @Test
    void theActionGetsTheHeadsMediansSplitByDirection() throws IOException {
        GateExports.write(data(), folder);
        JsonNode smaller = json("github-action-benchmark-smaller.json");
        assertThat(smaller.get(0).get("name").stringValue()).isEqualTo(NAME + " cpuNanosPerSuccess");
        assertThat(smaller.get(0).get("value").doubleValue()).isEqualTo(median(Metric.CPU, Arm.HEAD));
        assertThat(smaller.get(0).get("unit").stringValue()).isEqualTo("ns");
        assertThat(smaller.get(0).get("extra").stringValue()).endsWith("forks: 8");
        List<String> names = new ArrayList<>();
        smaller.values().forEach(entry -> names.add(entry.get("name").stringValue()));
        assertThat(names)
                .contains(
                        NAME + " nanosPerSuccess",
                        NAME + " failedCallShare EBUSY",
                        NAME + " violations",
                        NAME + " backlogPeak")
                .noneMatch(name -> name.contains("goodput"));
        JsonNode bigger = json("github-action-benchmark-bigger.json");
        assertThat(bigger.size()).isEqualTo(2);
        assertThat(bigger.get(0).get("name").stringValue()).isEqualTo(NAME + " goodput");
        assertThat(bigger.get(0).get("unit").stringValue()).isEqualTo("ops/s");
    }

    @Test
    void bencherGetsTheHeadsMediansWithTheirLimits() throws IOException {
        GateExports.write(data(), folder);
        JsonNode measures = json("bencher.json").get(NAME);
        assertThat(measures.propertyNames())
                .containsExactlyInAnyOrder(
                        "cpu-nanos-per-success",
                        "nanos-per-success",
                        "goodput",
                        "failed-call-share-ebusy",
                        "violations",
                        "backlog-peak");
        JsonNode cpu = measures.get("cpu-nanos-per-success");
        assertThat(cpu.get("value").doubleValue()).isEqualTo(median(Metric.CPU, Arm.HEAD));
        assertThat(cpu.get("lower_value").doubleValue()).isLessThan(median(Metric.CPU, Arm.HEAD));
        assertThat(cpu.get("upper_value").doubleValue()).isGreaterThan(median(Metric.CPU, Arm.HEAD));
    }

    /** The same names, units and configuration in both files, so that benchstat sets them side by side. */
    @Test
    void benchstatGetsALinePerForkInAFilePerArm() throws IOException {
        GateExports.write(data(), folder);
        List<String> base = Files.readAllLines(folder.resolve("benchstat-base.txt"));
        List<String> head = Files.readAllLines(folder.resolve("benchstat-head.txt"));
        assertThat(head).hasSameSizeAs(base).startsWith("machine: AMD EPYC <test>, 2 CPUs, JDK 17");
        assertThat(head).contains("Unit goodput-ops/s better=higher", "Unit cpuNanosPerSuccess-ns better=lower");
        for (int i = 0; i < head.size(); i++) {
            assertThat(withoutValue(head.get(i))).isEqualTo(withoutValue(base.get(i)));
        }
        List<Double> values = new ArrayList<>();
        for (String line : head) {
            if (line.startsWith(GO_NAME + " ") && line.endsWith(" cpuNanosPerSuccess-ns")) {
                values.add(Double.parseDouble(line.split(" ", -1)[2]));
            }
        }
        List<Double> forks = RowSample.of(data(), GateFixture.row(0), Arm.HEAD).forks();
        assertThat(values).hasSize(8);
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i) / forks.get(i)).isBetween(1 - 1e-12, 1 + 1e-12);
        }
    }

    private static String withoutValue(String line) {
        return line.startsWith("Benchmark") ? line.replaceFirst(" 1 \\S+ ", " 1 x ") : line;
    }

    @Test
    void aCodeThatOnlyTheHeadGivesIsZeroInTheBase() throws IOException {
        GateData data = GateFixture.seeded(1)
                .rows(1)
                .rounds(1)
                .changing(fork -> new ForkValues(
                        fork.sequence(),
                        fork.arm(),
                        new TreeMap<>(fork.values()),
                        fork.arm() == Arm.HEAD ? Map.of("ETIMEDOUT", 5L) : Map.of(),
                        100,
                        0,
                        0))
                .data();
        GateExports.write(data, folder);
        String unit = " failedCallShare_ETIMEDOUT-share";
        assertThat(Files.readAllLines(folder.resolve("benchstat-base.txt"))).contains(GO_NAME + " 1 0" + unit);
        assertThat(Files.readAllLines(folder.resolve("benchstat-head.txt"))).contains(GO_NAME + " 1 0.05" + unit);
    }

    @Test
    void withoutAMeasurementNothingIsWritten() {
        GateExports.write(data().withBlocks(List.of()), folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLine() throws IOException {
        Files.createDirectories(folder.resolve("bencher.json"));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> GateExports.write(data(), folder))
                .withMessageStartingWith(folder.resolve("bencher.json") + ": cannot be written (")
                .withMessageNotContaining("\n");
    }
}
