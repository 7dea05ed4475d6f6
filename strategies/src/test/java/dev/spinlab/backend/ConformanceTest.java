package dev.spinlab.backend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.OneCpu;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend promises, whatever it is composed of; and what the control must be found out for. */
class ConformanceTest {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;

    static Stream<StorageBackend> compared() {
        return Backends.all().stream().filter(backend -> !backend.isControl() && !backend.isReference());
    }

    static Stream<StorageBackend> composed() {
        return Stream.concat(compared(), Stream.of(Backends.byId("reentrant-lock")));
    }

    @ParameterizedTest
    @MethodSource("composed")
    void createsFindsReplacesAndDeletes(StorageBackend backend) {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, backend.config()))) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();

            assertThat(storage.lookup(cpu, owner, map, PROGRAM)).isNull();
            assertThat(cpu.context().errno()).isEqualTo(Errno.ENOENT);
            assertThat(storage.delete(cpu, owner, map, PROGRAM)).isEqualTo(Errno.ENOENT);
            assertThat(storage.update(cpu, owner, map, 1, UpdateFlags.EXIST, PROGRAM))
                    .isEqualTo(Errno.ENOENT);

            Element created = requireNonNull(storage.getOrCreate(cpu, owner, map, PROGRAM, 7));
            assertThat(created.value(cpu)).isEqualTo(7);
            assertThat(storage.getOrCreate(cpu, owner, map, PROGRAM, 8)).isSameAs(created);
            assertThat(storage.update(cpu, owner, map, 9, UpdateFlags.NOEXIST, PROGRAM))
                    .isEqualTo(Errno.EEXIST);
            assertThat(storage.update(cpu, owner, map, 9, UpdateFlags.EXIST, PROGRAM))
                    .isEqualTo(Errno.OK);
            Element replaced = requireNonNull(storage.lookup(cpu, owner, map, PROGRAM));
            assertThat(replaced).isNotSameAs(created);
            assertThat(replaced.value(cpu)).isEqualTo(9);
            assertThat(storage.update(cpu, owner, map, 9, 3, PROGRAM)).isEqualTo(Errno.EINVAL);
            assertThat(storage.update(cpu, owner, map, 9, UpdateFlags.LOCK, PROGRAM))
                    .isEqualTo(Errno.EINVAL);

            assertThat(owner.hasStorage()).isTrue();
            assertThat(storage.delete(cpu, owner, map, PROGRAM)).isEqualTo(Errno.OK);
            assertThat(owner.hasStorage())
                    .as("the last element takes the storage along")
                    .isFalse();
            assertThat(storage.elementLedger().retired()).isEqualTo(2);

            assertThat(machine.settle()).isEqualTo(new Audit(0, 0, 0, 0));
            assertThat(storage.elementLedger().freed()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("compared")
    void aHardirqThatWorksOnAnotherMapAtAnyStepIsRefusedOnlyByTheCounter(StorageBackend backend) {
        Injection found = injectEverywhere(backend, ContextLevel.HARDIRQ, false);
        assertThat(found.audits).allMatch(Audit::clean);
        boolean counter = backend.id().equals("percpu-counter");
        assertThat(found.handlerErrors).isEqualTo(counter ? EnumSet.of(Errno.EBUSY) : EnumSet.noneOf(Errno.class));
        assertThat(found.taskErrors).as("the interrupted task is never refused").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("compared")
    void aHardirqThatWorksOnTheSameMapAtAnyStepLeavesNoDamage(StorageBackend backend) {
        Injection found = injectEverywhere(backend, ContextLevel.HARDIRQ, true);
        assertThat(found.audits).allMatch(Audit::clean);
        assertThat(found.taskErrors).isSubsetOf(Errno.EAGAIN, Errno.EEXIST, Errno.ENOENT);
    }

    @ParameterizedTest
    @MethodSource("compared")
    void anNmiAtAnyStepIsAnsweredWithinTheRulesAndLeavesNoDamage(StorageBackend backend) {
        for (boolean sameMap : new boolean[] {false, true}) {
            Injection found = injectEverywhere(backend, ContextLevel.NMI, sameMap);
            assertThat(found.audits).allMatch(Audit::clean);
            Set<Errno> allowed = switch (backend.id()) {
                case "percpu-counter" -> EnumSet.of(Errno.EBUSY, Errno.ENOENT, Errno.EAGAIN);
                case "llist-deferred-free" -> EnumSet.of(Errno.EDEADLK, Errno.ENOENT, Errno.EAGAIN);
                default -> EnumSet.of(Errno.EDEADLK, Errno.ENOENT, Errno.EAGAIN, Errno.EOPNOTSUPP);
            };
            assertThat(allowed).containsAll(found.handlerErrors);
            Errno refusal = backend.id().equals("percpu-counter") ? Errno.EBUSY : Errno.EDEADLK;
            assertThat(found.handlerErrors).as("some step is inside a section").contains(refusal);
        }
    }

    @Test
    void theControlIsFoundOut() {
        StorageBackend control = Backends.byId("unprotected-deferred-free");
        assertThat(control.isControl()).isTrue();
        Injection found = injectEverywhere(control, ContextLevel.HARDIRQ, false);
        assertThat(found.audits.stream().mapToLong(Audit::lost).sum()).isPositive();
    }

    /** What handlers at every step of two rounds of create and delete met. */
    private static final class Injection {
        final Set<Errno> handlerErrors = EnumSet.noneOf(Errno.class);
        final Set<Errno> taskErrors = EnumSet.noneOf(Errno.class);
        final List<Audit> audits = new ArrayList<>();
    }

    private static Injection injectEverywhere(StorageBackend backend, ContextLevel level, boolean sameMap) {
        Injection found = new Injection();
        for (long step = 1; injectAt(backend, level, sameMap, step, found); step++) {
            assertThat(step).as("two rounds take fewer steps than that").isLessThan(2_000);
        }
        assertThat(found.audits).hasSizeGreaterThan(20);
        return found;
    }

    private static boolean injectAt(
            StorageBackend backend, ContextLevel level, boolean sameMap, long step, Injection found) {
        Scene[] scene = new Scene[1];
        try (OneCpu machine = new OneCpu(
                kernel -> new LocalStorage(kernel, backend.config()),
                level,
                step,
                (cpu, at) -> scene[0].handle(cpu, found))) {
            scene[0] = new Scene(machine.storage(), sameMap);
            Cpu cpu = machine.cpu();
            for (int round = 0; round < 2; round++) {
                Element element = scene[0].storage.getOrCreate(cpu, scene[0].owner, scene[0].map, PROGRAM, 1);
                note(found.taskErrors, element == null ? cpu.context().errno() : Errno.OK);
                note(found.taskErrors, scene[0].storage.delete(cpu, scene[0].owner, scene[0].map, PROGRAM));
            }
            boolean within = machine.handled();
            if (within) {
                found.audits.add(machine.settle());
                assertThat(cpu.heldLocks().depth()).isZero();
                assertThat(cpu.queueNode(0).inUse()).isZero();
                assertThat(cpu.preemptionDisabled() || cpu.irqsMasked()).isFalse();
            }
            return within;
        }
    }

    private static void note(Set<Errno> errors, Errno errno) {
        if (errno != Errno.OK) {
            errors.add(errno);
        }
    }

    /** An owner and its maps: the task works on one, the handler on the same or on the other. */
    private static final class Scene {
        final LocalStorage storage;
        final Owner owner;
        final StorageMap map;
        final StorageMap handlersMap;

        Scene(LocalStorage storage, boolean sameMap) {
            this.storage = storage;
            owner = storage.newOwner(OwnerKind.TASK);
            map = storage.newMap();
            handlersMap = sameMap ? map : storage.newMap();
        }

        void handle(Cpu cpu, Injection found) {
            if (storage.getOrCreate(cpu, owner, handlersMap, PROGRAM, 2) == null) {
                note(found.handlerErrors, cpu.context().errno());
            } else {
                note(found.handlerErrors, storage.delete(cpu, owner, handlersMap, PROGRAM));
            }
        }
    }
}
