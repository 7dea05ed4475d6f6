package dev.spinlab.results.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.JmhJson;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTest {
    @TempDir
    Path folder;

    @Test
    void parametersAtTheirDefaultGoWithoutSaying() throws IOException {
        JmhJson row = row("CreateDelete");
        for (Parameter parameter : Parameter.values()) {
            row.param(parameter.id(), parameter.standard());
        }
        Case shown = cases(row).get(0);
        assertThat(shown.label()).isEqualTo("create-delete, 2 tasks on 1 CPU, preemption=full");
        assertThat(shown.more()).isEmpty();
        assertThat(shown.isPlain()).isTrue();
        assertThat(shown).isEqualTo(cases(row("CreateDelete")).get(0));
    }

    @Test
    void theOthersStandInTheirOrderAndUnknownOnesAfterThem() throws IOException {
        Case shown = cases(row("LookupWalk")
                        .param("order", "interleaved")
                        .param("maps", "17")
                        .param("host", "one")
                        .param("apples", "3"))
                .get(0);
        assertThat(shown.conditions())
                .isEqualTo("2 tasks on 1 CPU, preemption=full, maps=17, order=interleaved, host=one, apples=3");
        assertThat(shown.value(Parameter.ORDER)).isEqualTo("interleaved");
        assertThat(shown.value(Parameter.CALLER)).isEqualTo("program");
        assertThat(shown.count(Parameter.MAPS)).isEqualTo(17);
        assertThat(shown.isPlain(Parameter.MAPS, Parameter.ORDER, Parameter.HOST))
                .isFalse();
        Case known = cases(row("LookupWalk").param("maps", "17")).get(0);
        assertThat(known.isPlain(Parameter.MAPS)).isTrue();
        assertThat(known.isPlain(Parameter.HOST)).isFalse();
    }

    @Test
    void casesAreOrderedByWorkloadThenBySize() throws IOException {
        List<JmhJson> rows = new ArrayList<>();
        for (String type : List.of("EmptyOperation", "LockUnlock", "TraceReaders", "RecoveryAa", "ReadMostly")) {
            rows.add(row(type));
        }
        for (String maps : List.of("100", "17", "1", "1000", "24")) {
            rows.add(row("LookupWalk").param("maps", maps));
        }
        rows.add(row("SomethingNew"));
        rows.add(row("LookupWalk").param("maps", "17").param("order", "interleaved"));
        assertThat(cases(rows.toArray(new JmhJson[0])).stream().map(CaseTest::brief))
                .containsExactly(
                        "lookup-walk{}",
                        "lookup-walk{maps=17}",
                        "lookup-walk{maps=17, order=interleaved}",
                        "lookup-walk{maps=24}",
                        "lookup-walk{maps=100}",
                        "lookup-walk{maps=1000}",
                        "read-mostly{}",
                        "recovery-aa{}",
                        "trace-readers{}",
                        "lock-unlock{}",
                        "empty-operation{}",
                        "something-new{}");
    }

    @Test
    void aCountThatIsNoNumberIsReportedInOneLine() {
        for (String value : List.of("many", "-1", "1.5", "", "12345678901")) {
            assertThatExceptionOfType(BadRunException.class)
                    .isThrownBy(() -> cases(row("LookupWalk").param("maps", value)))
                    .withMessageContaining("has parameter maps=" + value + ", which is not a whole number")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
    }

    @Test
    void withAndWithoutTimingIsTheSameCaseOtherwise() throws IOException {
        Case timed = cases(row("CreateDelete").param("latency", "on").param("live", "100"))
                .get(0);
        Case untimed = cases(row("CreateDelete").param("live", "100")).get(0);
        assertThat(timed.withLatency(false)).isEqualTo(untimed);
        assertThat(untimed.withLatency(true)).isEqualTo(timed).isNotEqualTo(untimed);
    }

    private static String brief(Case c) {
        return c.workload() + c.more();
    }

    private static JmhJson row(String type) {
        return new JmhJson(type, 2).param("backend", "rqspinlock").score(new double[][] {{1}});
    }

    private List<Case> cases(JmhJson... rows) throws IOException {
        Path root = RunFixture.in(folder.resolve("run")).write();
        Files.writeString(RunDirectory.jmhFile(root), JmhJson.array(Arrays.asList(rows)));
        return Measurements.of(RunDirectory.open(root)).cases();
    }
}
