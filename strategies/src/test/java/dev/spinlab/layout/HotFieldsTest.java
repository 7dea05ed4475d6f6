package dev.spinlab.layout;

import static dev.spinlab.layout.Layouts.field;
import static dev.spinlab.layout.Layouts.fields;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/**
 * Where the running JVM really puts the hot fields.
 *
 * <p>Two objects of the same or of different classes can lie next to each other. The hot fields of the one that comes
 * second are at least 128 bytes after its start, so at least as far from everything in the one that comes first.
 */
class HotFieldsTest {
    private static final long DISTANCE = 128;

    @BeforeAll
    static void startJol() {
        Layouts.startJolSilently();
    }

    private static final class Unpadded {
        @SuppressWarnings("unused")
        int hot;
    }

    private static boolean isPad(FieldLayout field) {
        return field.name().matches("[ab][0-9]{2,3}");
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName("dev.spinlab." + name);
    }

    @ParameterizedTest
    @CsvSource({
        "machine.Cpu, countdown",
        "machine.Cpu, idle",
        "machine.Context, errno",
        "machine.Counters, atomics",
        "machine.Counters, entries",
        "machine.ReadSide, reportWanted",
        "machine.ReadSide, blockedSince",
        "lock.percpu.QueueNode, signal",
        "lock.percpu.QueueNode, next",
        "lock.percpu.HeldLocks, count",
        "rcu.CpuCallbacks, queued",
        "rcu.CpuCallbacks, active",
        "rcu.CpuQuiescence, passed",
        "rcu.CallbackChain, first",
        "list.LocklessList, first",
        "list.PlainHead, first",
        "storage.Bucket, lock",
        "storage.Owner, storage",
        "storage.Owner, charged",
    })
    void aHotFieldLiesFarFromTheStartOfItsObject(String type, String name) throws ClassNotFoundException {
        assertThat(field(load(type), name).offset()).isGreaterThanOrEqualTo(DISTANCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine.Cpu",
                "machine.Context",
                "machine.Counters",
                "machine.ReadSide",
                "lock.percpu.QueueNode",
                "lock.percpu.HeldLocks",
                "rcu.CpuCallbacks",
                "rcu.CpuQuiescence",
                "rcu.CallbackChain",
                "list.LocklessList",
                "list.PlainHead",
                "storage.Bucket",
                "storage.Owner",
            })
    void noFieldOfAPaddedClassSlipsBeforeThePad(String type) throws ClassNotFoundException {
        assertThat(fields(load(type)))
                .filteredOn(field -> !isPad(field))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.offset()).as(field.name()).isGreaterThanOrEqualTo(DISTANCE));
    }

    @Test
    void whatOtherCpusReadOfACpuLiesFarFromItsPrivateState() throws ClassNotFoundException {
        Class<?> cpu = load("machine.Cpu");
        long idle = field(cpu, "idle").offset();

        assertThat(fields(cpu))
                .filteredOn(field -> field.hostClass().endsWith("CpuState"))
                .extracting(FieldLayout::name)
                .contains("countdown", "armed", "attention", "context");
        assertThat(fields(cpu))
                .filteredOn(field -> field.hostClass().endsWith("CpuState"))
                .allSatisfy(field -> assertThat(idle - (field.offset() + field.size()))
                        .as("from %s to idle", field.name())
                        .isGreaterThanOrEqualTo(DISTANCE));
    }

    /** Behind a list stands, as a rule, what holds the list of the next CPU: an object without a pad. */
    @ParameterizedTest
    @ValueSource(strings = {"list.LocklessList", "list.PaddedHead"})
    void theHeadOfAListLiesFarFromTheEndOfItsObject(String type) throws ClassNotFoundException {
        assertThat(behind(load(type), "first")).isGreaterThanOrEqualTo(DISTANCE);
    }

    private static long behind(Class<?> type, String name) {
        FieldLayout field = field(type, name);
        return ClassLayout.parseClass(type).instanceSize() - (field.offset() + field.size());
    }

    @Test
    void withoutAPadAFieldLiesNearTheStartAndTheEnd() {
        assertThat(field(Unpadded.class, "hot").offset()).isLessThan(DISTANCE);
        assertThat(behind(Unpadded.class, "hot")).isLessThan(DISTANCE);
    }

    /** What a create allocates; the bar of {@code peers} is made of the first two. */
    @ParameterizedTest
    @CsvSource({
        "dev.spinlab.storage.Element, 96",
        "dev.spinlab.storage.OwnerStorage, 80",
        "dev.spinlab.lock.ResilientQueuedSpinLock, 24"
    })
    void anElementAStorageAndItsLockAreOneObjectEach(String type, long bytes) throws ClassNotFoundException {
        assertThat(ClassLayout.parseClass(Class.forName(type)).instanceSize()).isEqualTo(bytes);
    }
}
