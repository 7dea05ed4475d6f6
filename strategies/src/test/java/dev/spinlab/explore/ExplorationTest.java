package dev.spinlab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.Capabilities;
import dev.spinlab.machine.Errno;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backend under every single interruption and every single switch of CPUs; and where each control is found out. */
class ExplorationTest {
    private static final Set<Column> COUNTER_REFUSES = EnumSet.of(
            Column.RECURSION,
            Column.OTHER_TASK,
            Column.HARDIRQ_SAME,
            Column.HARDIRQ_OTHER,
            Column.NMI_SAME,
            Column.NMI_OTHER,
            Column.AA,
            Column.ABBA);

    /** What one backend showed, by column. */
    private static final class Shown {
        final Map<Column, Set<Errno>> refusals = new EnumMap<>(Column.class);
        final Map<Column, Set<Rule>> breaches = new EnumMap<>(Column.class);
        final List<Finding> findings = new ArrayList<>();
        long schedules;

        Set<Column> columnsRefusing(Errno errno) {
            Set<Column> columns = EnumSet.noneOf(Column.class);
            refusals.forEach((column, errnos) -> {
                if (errnos.contains(errno)) {
                    columns.add(column);
                }
            });
            return columns;
        }
    }

    private static Shown explore(StorageBackend backend) {
        Shown shown = new Shown();
        List<Encounter> encounters = new ArrayList<>(Encounters.once());
        encounters.addAll(Encounters.twoCpus(1));
        try (Explorer explorer = new Explorer()) {
            for (Encounter encounter : encounters) {
                Column column = encounter.column();
                explorer.explore(
                        backend,
                        encounter,
                        new ExhaustiveScheduler(),
                        encounter.bounds(),
                        (hash, refusals, finding) -> {
                            shown.refusals
                                    .computeIfAbsent(column, any -> EnumSet.noneOf(Errno.class))
                                    .addAll(refusals);
                            if (finding != null) {
                                shown.findings.add(finding);
                                shown.breaches
                                        .computeIfAbsent(column, any -> EnumSet.noneOf(Rule.class))
                                        .add(finding.rule());
                            }
                            return true;
                        });
            }
            shown.schedules = explorer.schedules();
        }
        return shown;
    }

    static Stream<StorageBackend> compared() {
        return Backends.all().stream().filter(backend -> !backend.isControl() && !backend.isReference());
    }

    @ParameterizedTest
    @MethodSource("compared")
    void noneOfTheComparedBreaksARule(StorageBackend backend) {
        Shown shown = explore(backend);
        assertThat(shown.findings).isEmpty();
        assertThat(shown.schedules).isGreaterThan(10_000);
        assertThat(shown.columnsRefusing(Errno.EBUSY))
                .as("columns in which innocent callers are told that the CPU is busy")
                .isEqualTo(Capabilities.of(backend).counter() ? COUNTER_REFUSES : EnumSet.noneOf(Column.class));
        Set<Column> deadlock = EnumSet.of(Column.RECURSION, Column.NMI_SAME, Column.NMI_OTHER, Column.AA, Column.ABBA);
        assertThat(shown.columnsRefusing(Errno.EDEADLK))
                .isEqualTo(Capabilities.of(backend).counter() ? EnumSet.noneOf(Column.class) : deadlock);
        assertThat(shown.columnsRefusing(Errno.ETIMEDOUT))
                .isEqualTo(
                        Capabilities.of(backend).counter()
                                ? EnumSet.noneOf(Column.class)
                                : EnumSet.of(Column.STUCK_OWNER));
    }

    static Stream<Control> controls() {
        return Stream.of(
                new Control(
                        "unprotected-deferred-free",
                        Map.of(
                                Column.OTHER_TASK, Rule.NOTHING_LOST,
                                Column.HARDIRQ_SAME, Rule.NOTHING_LOST,
                                Column.HARDIRQ_OTHER, Rule.NOTHING_LOST,
                                Column.NMI_SAME, Rule.NOTHING_LOST,
                                Column.NMI_OTHER, Rule.NOTHING_LOST,
                                Column.SLEEPING_READER, Rule.NO_USE_AFTER_FREE,
                                Column.WORKER, Rule.FREED_ONCE,
                                Column.EXIT_FREE, Rule.NOTHING_LOST)),
                new Control(
                        "irqsave-nmi-admitted",
                        Map.of(
                                Column.NMI_SAME, Rule.NOTHING_LOST,
                                Column.NMI_OTHER, Rule.NOTHING_LOST,
                                Column.WORKER, Rule.NOTHING_LOST)),
                new Control(
                        "raw-spinlock-unguarded",
                        Map.of(
                                Column.RECURSION, Rule.NO_DEADLOCK,
                                Column.NMI_SAME, Rule.NO_DEADLOCK,
                                Column.NMI_OTHER, Rule.NO_DEADLOCK,
                                Column.AA, Rule.NO_DEADLOCK,
                                Column.ABBA, Rule.NO_DEADLOCK)));
    }

    /** A control, and a rule that it breaks in each column where it breaks any. */
    record Control(String id, Map<Column, Rule> breaks) {}

    @ParameterizedTest
    @MethodSource("controls")
    void eachControlIsFoundOutWhereItMustBeAndNowhereElse(Control control) {
        Shown shown = explore(Backends.byId(control.id()));
        assertThat(shown.breaches.keySet()).isEqualTo(control.breaks().keySet());
        control.breaks()
                .forEach((column, rule) -> assertThat(shown.breaches.get(column))
                        .as(column.title())
                        .contains(rule));
    }

    @ParameterizedTest
    @MethodSource("compared")
    void aScheduleThatIsRunTwiceIsTheSameTwice(StorageBackend backend) {
        List<Encounter> encounters = new ArrayList<>(Encounters.twice());
        encounters.addAll(Encounters.twoCpus(2));
        try (Explorer explorer = new Explorer()) {
            explorer.runTwice(true);
            for (Encounter encounter : encounters) {
                long most = explorer.schedules() + 4;
                explorer.explore(
                        backend, encounter, new RandomScheduler(7, 3), new Bounds(3, 3), (hash, refusals, finding) -> {
                            assertThat(finding).isNull();
                            return explorer.schedules() < most;
                        });
            }
        }
    }
}
