package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Preemption;
import dev.spinlab.machine.realtime.Period;
import dev.spinlab.storage.CallerClass;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Param;

class RigParametersTest {
    /** Every parameter of the rig at its default, but for some. */
    static Map<String, String> words(Map<String, String> differing) {
        Map<String, String> words = new HashMap<>();
        for (Field field : Rig.class.getFields()) {
            words.put(field.getName(), field.getAnnotation(Param.class).value()[0]);
        }
        words.put("backend", "rqspinlock");
        words.putAll(differing);
        return words;
    }

    private static RigParameters parse(int threads, String... pairs) {
        Map<String, String> differing = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            differing.put(pairs[i], pairs[i + 1]);
        }
        return RigParameters.parse(words(differing), threads);
    }

    @Test
    void wordsBecomeParameters() {
        RigParameters parameters = parse(
                6, "cpus", "2", "preemption", "none", "interrupts", "nmi", "interruptSteps", "250", "latency", "on");
        Load plain =
                new Load(false, CallerClass.PROGRAM, 1, false, 1, 8, 0, 0, 0, false, false, LockProfile.CURRENT, false);
        assertThat(parameters)
                .isEqualTo(new RigParameters("rqspinlock", 2, 6, Preemption.NONE, 0, 250, null, LatencyMode.ON, plain));
        assertThat(parameters.interrupted()).isTrue();
        assertThat(parse(6, "interrupts", "hardirq", "interruptSteps", "250").hardirqSteps())
                .isEqualTo(250);
        assertThat(parse(6).interrupted()).isFalse();
    }

    @Test
    void wordsBecomeALoad() {
        Load load = parse(
                        1,
                        "owners",
                        "shared",
                        "caller",
                        "syscall",
                        "maps",
                        "17",
                        "order",
                        "interleaved",
                        "batch",
                        "16",
                        "valueBytes",
                        "64",
                        "live",
                        "1000",
                        "thinkSteps",
                        "5",
                        "arrival",
                        "2000",
                        "neighbour",
                        "on",
                        "host",
                        "one",
                        "lockProfile",
                        "v6_15",
                        "lockKind",
                        "test-and-set")
                .load();
        assertThat(load)
                .isEqualTo(new Load(
                        true,
                        CallerClass.SYSCALL,
                        17,
                        true,
                        16,
                        64,
                        1000,
                        5,
                        2000,
                        true,
                        true,
                        LockProfile.V6_15,
                        true));
        assertThat(load.lockParameters()).isEqualTo(LockParameters.v615().withTestAndSet(true));
    }

    @Test
    void interruptsComeAtTheLevelAskedFor() {
        InterruptSource source =
                parse(1, "interrupts", "nmi", "interruptSteps", "10").interruptSource(1);
        assertThat(source.nextDistanceSteps(0, ContextLevel.NMI)).isBetween(1L, 19L);
        assertThat(source.nextDistanceSteps(0, ContextLevel.HARDIRQ)).isEqualTo(InterruptSource.NEVER);
    }

    @Test
    void aPeriodAsksForRealTimeThreads() {
        assertThat(parse(1, "interrupts", "nmi", "period", "100").period()).isEqualTo(new Period(100_000, false));
        assertThat(parse(1, "interrupts", "nmi", "period", "20", "spacing", "exponential")
                        .period())
                .isEqualTo(new Period(20_000, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cpus           | 0       | cpus=0: not a number from 1 to 4096
                    cpus           | 9999    | cpus=9999: not a number
                    cpus           | two     | cpus=two: not a number
                    cpus           | 2       | threads=3: cannot be shared out evenly over cpus=2; give a multiple of it, for example -t 4
                    preemption     | FULL    | preemption=FULL: not understood; known: none, full
                    interrupts     | softirq | interrupts=softirq: not understood; known: none, hardirq, nmi
                    interruptSteps | 0       | interruptSteps=0: not a number from 1
                    interruptSteps | -5      | interruptSteps=-5: not a number from 1
                    latency        | yes     | latency=yes: not understood; known: off, sampled, on
                    owners         | mine    | owners=mine: not understood; known: private, shared
                    caller         | kernel  | caller=kernel: not understood; known: program, syscall
                    maps           | 0       | maps=0: not a number from 1 to 1000
                    order          | random  | order=random: not understood; known: sequential, interleaved
                    batch          | 2000    | batch=2000: not a number from 1 to 1024
                    valueBytes     | 65401   | valueBytes=65401: not a number from 1 to 65400
                    live           | many    | live=many: not a number from 0 to 1000000
                    thinkSteps     | -1      | thinkSteps=-1: not a number from 0
                    arrival        | open    | arrival=open: not a number from 1
                    neighbour      | yes     | neighbour=yes: not understood; known: off, on
                    host           | two     | host=two: not understood; known: own, one
                    lockProfile    | v7      | lockProfile=v7: not understood; known: current, v6_15
                    period         | 19      | period=19: not a number from 20 to 1000
                    spacing        | random  | spacing=random: not understood; known: fixed, exponential
                    lockKind       | queued  | lockKind=queued: not understood; known: backend, test-and-set
                    """)
    void nonsenseIsOneLineThatNamesTheThingAndTheRemedy(String name, String value, String line) {
        assertThatThrownBy(() -> parse(3, name, value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(line)
                .message()
                .doesNotContain("\n");
    }
}
