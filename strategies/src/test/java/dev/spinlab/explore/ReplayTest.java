package dev.spinlab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.Cpu;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finding can be found by any scheduler, made smaller, seen again, and read. */
class ReplayTest {
    private static final StorageBackend CONTROL = Backends.byId("unprotected-deferred-free");
    private static final String UPDATES = "update+update/hardirq,nmi,task/same/present/2-0";

    @AutoClose
    private final Explorer explorer = new Explorer();

    private static Encounter encounter(String id) {
        return Objects.requireNonNull(Encounters.byId(id), id);
    }

    private @Nullable Finding first(Encounter encounter, Scheduler scheduler, Bounds bounds, long most) {
        Finding[] found = new Finding[1];
        long end = explorer.schedules() + most;
        explorer.explore(CONTROL, encounter, scheduler, bounds, (hash, refusals, finding) -> {
            found[0] = finding;
            return finding == null && explorer.schedules() < end;
        });
        return found[0];
    }

    static Stream<Scheduler> chance() {
        return Stream.of(new RandomScheduler(1, 4), new PctScheduler(1, 4));
    }

    @ParameterizedTest
    @MethodSource("chance")
    void whatChanceFindsIsCutToTheInterruptsThatMatter(Scheduler scheduler) {
        Encounter encounter = encounter(UPDATES);
        Finding found = first(encounter, scheduler, new Bounds(6, 0), 20_000);
        assertThat(found).isNotNull();
        Finding small = new Minimizer(explorer).minimize(CONTROL, encounter, Objects.requireNonNull(found));
        ChoiceList list = ChoiceList.parse(small.choices());
        assertThat(list.size()).isBetween(1, 2);
        for (long point : list.points()) {
            Finding less =
                    explorer.replay(CONTROL, encounter, list.without(point), new Bounds(6, 0), director -> director);
            assertThat(less == null || less.rule() != small.rule())
                    .as("each choice is needed")
                    .isTrue();
        }
        assertThat(small.rule()).isEqualTo(found.rule());
    }

    @Test
    void aReplayShowsTheSameFindingAndWhatEachContextDid() {
        Finding found = first(
                encounter("update+update/hardirq/same/present/1-0"),
                new ExhaustiveScheduler(),
                new Bounds(1, 0),
                1_000);
        Replay replay = Replay.parse(Objects.requireNonNull(found).replay());
        Replay.Shown shown = replay.run(explorer);
        assertThat(shown.finding()).contains(found);
        assertThat(shown.trace())
                .contains("<-- hardware interrupt")
                .contains("| cpu 0 HARDIRQ")
                .contains("PlainLinks.add:");
    }

    @Test
    void aScheduleOfSeveralThreadsIsReplayedToo() {
        StorageBackend raw = Backends.byId("raw-spinlock-unguarded");
        Finding[] found = new Finding[1];
        Encounter abba = encounter("abba/update/1");
        explorer.explore(raw, abba, new ExhaustiveScheduler(), abba.bounds(), (hash, refusals, finding) -> {
            found[0] = finding;
            return finding == null;
        });
        Replay.Shown shown = Replay.parse(found[0].replay()).run(explorer);
        assertThat(shown.finding()).contains(found[0]);
        assertThat(found[0].detail()).contains("waits for a lock held in context TASK of cpu");
        assertThat(shown.trace()).contains("| cpu 1 TASK task-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "rqspinlock:nothing:1i",
                "rqspinlock:abba/update/1:1x",
                "nobody:abba/update/1:",
                "rqspinlock:abba/update/1:i"
            })
    void whatIsNoReplayIsRefusedByName(String text) {
        assertThatThrownBy(() -> Replay.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChoiceListReadsBackAsItWasWritten() {
        String text = "3i,17n,40p,41t,50c,60r,70@12";
        assertThat(ChoiceList.parse(text)).hasToString(text);
        assertThat(ChoiceList.parse("")).hasToString("");
    }

    @Test
    void aRunThatIsNotTheSameTwiceIsNoticed() {
        AtomicInteger runs = new AtomicInteger();
        Encounter moody = new Encounter("moody", Column.OTHER_TASK, EnumSet.of(Way.HARDIRQ), new Bounds(1, 0)) {
            @Override
            boolean needsThreads() {
                return false;
            }

            @Override
            int cpus() {
                return 1;
            }

            @Override
            void prepare(World world, Cpu cpu) {}

            @Override
            void cast(World world, Stage stage) {
                int steps = runs.incrementAndGet();
                stage.task(0, "moody", cpu -> {
                    for (int i = 0; i < steps; i++) {
                        cpu.step();
                    }
                });
            }

            @Override
            void meet(World world, Cpu cpu, int number) {}
        };
        Finding[] found = new Finding[1];
        explorer.runTwice(true);
        explorer.explore(CONTROL, moody, new RandomScheduler(1, 1), moody.bounds(), (hash, refusals, finding) -> {
            found[0] = finding;
            return false;
        });
        assertThat(found[0].rule()).isEqualTo(Rule.REPEATABLE);
    }
}
