package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.results.gate.timed.Arm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands of forks: a program that prints its arguments stands before each JVM. */
class ArmForkTest {
    private static final Path JAR = Path.of("build.jar");
    private static final String NO_WORK = "-Dspinlab.planted=0.000000";
    private static final String TENTH = "-Dspinlab.planted=0.100000";

    @TempDir
    private Path folder;

    private List<String> printed(String log) throws IOException {
        return Arrays.asList(Files.readString(folder.resolve(log)).strip().split(" ", -1));
    }

    private ArmFork forks() {
        return new ArmFork(List.of("-Xmx512m", "-Xbatch"), folder, new ForkProcess(List.of("echo"), folder));
    }

    private List<String> alone(Workload workload, OptionalDouble planted) throws IOException {
        Trial trial = TimedPlan.of(workload).get(0);
        assertThatExceptionOfType(ForkFailedException.class)
                .isThrownBy(() -> forks().run(JAR, trial, planted))
                .withMessageStartingWith("it ended without a result");
        return printed("fork.log");
    }

    private List<List<String>> inTurns(double first, double second) throws IOException {
        Trial trial = TimedPlan.of(Workload.CREATE_DELETE).get(0);
        assertThatExceptionOfType(ArmFailedException.class)
                .isThrownBy(() ->
                        forks().run(trial, new Pairs.Side(Arm.BASE, JAR, first), new Pairs.Side(Arm.HEAD, JAR, second)))
                .withMessageContaining("it ended without a result");
        return List.of(printed("fork-0.log"), printed("fork-1.log"));
    }

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    @Test
    void aForkIsPlainJmhWithTheFlagsOfAllForks() throws IOException {
        List<String> command = alone(Workload.CREATE_DELETE, OptionalDouble.empty());

        assertThat(command)
                .containsSubsequence("-Xmx512m", "-Xbatch", "-cp", JAR.toString(), "jmh")
                .noneMatch(argument -> argument.startsWith("-Dspinlab.planted"));
        assertThat(after(command, "-f")).as("it is a fork itself").isEqualTo("0");
        assertThat(after(command, "-t")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_DELETE", "LOOKUP_HIT", "LOCK_UNLOCK", "RECOVERY_ABBA"})
    void aForkHasTheTimesOfItsWorkload(Workload workload) throws IOException {
        Case measured = TimedPlan.of(workload).get(0).measured();
        Timing timing = TimedPlan.timing(measured);
        List<String> command = alone(workload, OptionalDouble.empty());

        assertThat(after(command, "-wi")).isEqualTo("" + timing.warmupIterations(measured));
        assertThat(after(command, "-i")).isEqualTo("" + timing.iterations());
        assertThat(after(command, "-r")).isEqualTo(timing.iteration(measured).toMillis() + "ms");
    }

    @Test
    void whatFreesNothingHasASmallHeap() throws IOException {
        assertThat(alone(Workload.LOOKUP_HIT, OptionalDouble.empty())).containsSubsequence("-Xmx512m", "-Xmx96m");
        assertThat(alone(Workload.CREATE_DELETE, OptionalDouble.empty())).doesNotContain("-Xmx96m");
    }

    @Test
    void plantedWorkIsAFlag() throws IOException {
        assertThat(alone(Workload.CREATE_DELETE, OptionalDouble.of(0.1))).contains(TENTH);
        assertThat(alone(Workload.CREATE_DELETE, OptionalDouble.of(0))).contains(NO_WORK);
    }

    @Test
    void bothOfAPairHaveWhatPlantsWorkOrNeither() throws IOException {
        List<List<String>> plain = inTurns(0, 0);
        List<List<String>> planted = inTurns(0, 0.1);

        assertThat(plain)
                .allSatisfy(command -> assertThat(command)
                        .contains("-Dspinlab.turns=on")
                        .noneMatch(argument -> argument.startsWith("-Dspinlab.planted")));
        assertThat(planted.get(0)).contains(NO_WORK);
        assertThat(planted.get(1)).contains(TENTH);
    }

    @Test
    void bothOfAPairHaveAResultOfTheirOwn() throws IOException {
        List<List<String>> pair = inTurns(0, 0);

        assertThat(after(pair.get(0), "-rff")).isNotEqualTo(after(pair.get(1), "-rff"));
    }
}
