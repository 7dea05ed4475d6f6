package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.gate.timed.ForkProcess.Sharer;
import dev.spinlab.bench.harness.Turns;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.run.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes that measure in turns: programs that write down whose turn it is instead. */
class ForkProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path turns;

    @BeforeEach
    void chooseFile() {
        turns = folder.resolve("turns");
    }

    private Sharer sharer(Arm arm, String name, String... what) {
        Path file = folder.resolve(name + ".json");
        List<String> command = List.of(
                JvmFlags.program(),
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                name,
                turns.toString(),
                file.toString(),
                what.length == 0 ? "" : what[0]);
        return new Sharer(arm, command, file);
    }

    private List<JmhResult> run(Duration patience, Sharer first, Sharer second) throws ArmFailedException {
        return new ForkProcess(folder).inTurns(List.of(first, second), patience);
    }

    @Test
    void oneMeasuresWhileTheOtherWaitsAndTheFirstTurnGoesRound() throws ArmFailedException, IOException {
        List<JmhResult> results = run(PATIENCE, sharer(Arm.HEAD, "a"), sharer(Arm.BASE, "b"));
        assertThat(Files.readString(turns)).isEqualTo("a(a)b(b)b(b)a(a)a(a)b(b)");
        assertThat(results)
                .extracting(result -> result.primary().fork(0).get(0))
                .containsExactly(1.0, 2.0);
        assertThat(folder.resolve("fork-0.log")).hasContent("name a");
    }

    @Test
    void theArmThatFailsIsNamed() {
        assertThatExceptionOfType(ArmFailedException.class)
                .isThrownBy(() -> run(PATIENCE, sharer(Arm.BASE, "a"), sharer(Arm.HEAD, "b", "fail")))
                .satisfies(e -> {
                    assertThat(e.arm()).isEqualTo(Arm.HEAD);
                    assertThat(e).hasMessageContaining("Exception").hasMessageContaining("asked to fail");
                });
    }

    @Test
    void oneThatHangsIsKilledAndNamed() {
        assertThatExceptionOfType(ArmFailedException.class)
                .isThrownBy(() -> run(Duration.ofSeconds(3), sharer(Arm.BASE, "a"), sharer(Arm.NULL, "b", "hang")))
                .satisfies(e -> {
                    assertThat(e.arm()).isEqualTo(Arm.NULL);
                    assertThat(e).hasMessage("hung; killed after 3 s");
                });
    }

    /** Each ends only when the other has had its last turn, which an older build would wait for in vain. */
    @Test
    void whoIsDoneEndsWhileTheOtherHasItsTurn() throws ArmFailedException, IOException {
        List<JmhResult> results = run(PATIENCE, sharer(Arm.HEAD, "a", "done"), sharer(Arm.BASE, "b", "done"));
        assertThat(results).hasSize(2);
        assertThat(Files.readString(turns)).isEqualTo("a(a)b(b)b(b)a(a)a(a)b(b)");
        assertThat(folder.resolve("fork-1.log")).hasContent("name b");
    }

    @ParameterizedTest
    @CsvSource({"hang when done, hung; killed after 3 s, 3", "fail when done, asked to fail, 60"})
    void oneThatIsDoneAndDoesNotEndWellIsNamed(String what, String why, long seconds) {
        assertThatExceptionOfType(ArmFailedException.class)
                .isThrownBy(() -> run(Duration.ofSeconds(seconds), sharer(Arm.BASE, "a"), sharer(Arm.NULL, "b", what)))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.arm()).isEqualTo(Arm.NULL));
    }

    @Test
    void oneThatCannotBeStartedIsNamed() {
        Sharer missing = new Sharer(Arm.HEAD, List.of(folder.resolve("no-such").toString()), folder.resolve("x.json"));
        assertThatExceptionOfType(ArmFailedException.class)
                .isThrownBy(() -> run(PATIENCE, sharer(Arm.BASE, "a"), missing))
                .satisfies(e -> assertThat(e.arm()).isEqualTo(Arm.HEAD))
                .withMessageContaining("no JVM could be started");
    }

    /** Main class: three turns, written down, and a result. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            System.out.println("name " + args[0]);
            for (int turn = 0; turn < 3; turn++) {
                // JMH has begun the line when the harness asks.
                System.out.println("# Iteration: " + Turns.ASK);
                if (System.in.read() < 0) {
                    System.exit(3);
                }
                if (turn == 1 && args[3].equals("fail")) {
                    throw new IllegalStateException("asked to fail");
                }
                if (turn == 1 && args[3].equals("hang")) {
                    // What is asked for: it waits to be killed.
                    Thread.sleep(Long.MAX_VALUE);
                }
                write(args[1], args[0] + "(");
                // A turn has a length, so that turns which are not kept apart overlap in the file. None is waited for
                // by time.
                Thread.sleep(30);
                write(args[1], args[0] + ")");
            }
            if (args[3].contains("done")) {
                System.out.println(Turns.DONE);
                end(args[3], Path.of(args[1]));
            }
            Files.writeString(Path.of(args[2]), """
                    [{"benchmark": "dev.spinlab.bench.workload.CreateDelete.run", "mode": "thrpt", "threads": 1, "forks": 0,
                      "params": {"backend": "rqspinlock"},
                      "primaryMetric": {"score": 1, "scoreUnit": "ops/s", "rawData": [[%s]]},
                      "secondaryMetrics": {}}]
                    """.formatted(args[0].equals("a") ? "1.0" : "2.0"));
        }

        private static void end(String how, Path turns) throws IOException, InterruptedException {
            switch (how) {
                // Waits to be killed, as above.
                case "hang when done" -> Thread.sleep(Long.MAX_VALUE);
                case "fail when done" -> throw new IllegalStateException("asked to fail");
                default -> {
                    while (!Files.readString(turns).endsWith("b(b)")) {
                        // Between looks: the other one's last turn is waited for, however long it takes.
                        Thread.sleep(1);
                    }
                }
            }
        }

        private static void write(String file, String text) throws IOException {
            Files.writeString(Path.of(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
