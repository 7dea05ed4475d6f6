package dev.spinlab.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.guard.PerCpuCounterGuard;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import org.junit.jupiter.api.Test;

/** Who is refused on a CPU on which somebody is inside: kernel-facts 2.6, scenarios S6 to S13. */
class BusyCpuTest {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    @Test
    void aTracingProgramFindsWhatIsThereAndIsRefusedTheRest() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.counter()))) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap present = storage.newMap();
            StorageMap absent = storage.newMap();
            Element element = requireNonNull(storage.getOrCreate(cpu, owner, present, PROGRAM, 1));

            owner.guard().enter(cpu);
            assertThat(storage.lookup(cpu, owner, present, PROGRAM)).isSameAs(element);
            assertThat(storage.getOrCreate(cpu, owner, present, PROGRAM, 2)).isSameAs(element);
            assertThat(storage.getOrCreate(cpu, owner, absent, PROGRAM, 2)).isNull();
            assertThat(cpu.context().errno()).isEqualTo(Errno.EBUSY);
            assertThat(storage.lookup(cpu, owner, absent, PROGRAM)).isNull();
            assertThat(cpu.context().errno())
                    .as("a lookup may say what is not there")
                    .isEqualTo(Errno.ENOENT);
            assertThat(storage.delete(cpu, owner, absent, PROGRAM)).isEqualTo(Errno.ENOENT);
            assertThat(storage.delete(cpu, owner, present, PROGRAM)).isEqualTo(Errno.EBUSY);
            assertThat(storage.update(cpu, owner, present, 3, UpdateFlags.ANY, PROGRAM))
                    .isEqualTo(Errno.EBUSY);
            owner.guard().exit(cpu);

            assertThat(storage.delete(cpu, owner, present, PROGRAM)).isEqualTo(Errno.OK);
        }
    }

    @Test
    void aSystemCallIsNeverRefused() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.counter()))) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            owner.guard().enter(cpu);
            assertThat(storage.update(cpu, owner, map, 3, UpdateFlags.ANY, SYSCALL))
                    .isEqualTo(Errno.OK);
            assertThat(storage.lookup(cpu, owner, map, SYSCALL)).isNotNull();
            assertThat(storage.delete(cpu, owner, map, SYSCALL)).isEqualTo(Errno.OK);
            owner.guard().exit(cpu);
        }
    }

    @Test
    void onACgroupEvenALookupThatWouldHitIsRefused() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.counter()))) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner cgroup = storage.newOwner(OwnerKind.CGROUP);
            Owner task = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            requireNonNull(storage.getOrCreate(cpu, cgroup, map, PROGRAM, 1));
            cgroup.guard().enter(cpu);
            assertThat(storage.lookup(cpu, cgroup, map, PROGRAM)).isNull();
            assertThat(cpu.context().errno()).isEqualTo(Errno.EBUSY);
            assertThat(storage.getOrCreate(cpu, cgroup, map, PROGRAM, 2)).isNull();
            assertThat(cpu.context().errno()).isEqualTo(Errno.EBUSY);
            assertThat(storage.delete(cpu, cgroup, map, PROGRAM)).isEqualTo(Errno.EBUSY);
            assertThat(storage.getOrCreate(cpu, task, map, PROGRAM, 1))
                    .as("each kind has its own counter")
                    .isNotNull();
            cgroup.guard().exit(cpu);
        }
    }

    @Test
    void socketsAndInodesHaveNoCounterToBeBusy() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.counter()))) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            for (OwnerKind kind : new OwnerKind[] {OwnerKind.SOCKET, OwnerKind.INODE}) {
                Owner owner = storage.newOwner(kind);
                StorageMap map = storage.newMap();
                owner.guard().enter(cpu);
                assertThat(storage.getOrCreate(cpu, owner, map, PROGRAM, 1)).isNotNull();
                assertThat(storage.delete(cpu, owner, map, PROGRAM)).isEqualTo(Errno.OK);
                owner.guard().exit(cpu);
            }
        }
    }

    @Test
    void theCounterRefusesExactlyWhileSomebodyIsInsideAndComesBackToZero() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.counter()))) {
            Cpu cpu = machine.cpu();
            PerCpuCounterGuard guard = new PerCpuCounterGuard(machine.kernel().machine());
            assertThat(guard.tryEnter(cpu)).isTrue();
            assertThat(guard.tryEnter(cpu)).isFalse();
            guard.enter(cpu);
            assertThat(guard.busy(cpu)).isEqualTo(2);
            guard.exit(cpu);
            assertThat(guard.tryEnter(cpu)).isFalse();
            guard.exit(cpu);
            assertThat(guard.busy(cpu)).isZero();
            assertThat(guard.tryEnter(cpu)).isTrue();
            guard.exit(cpu);
            assertThat(cpu.migrationDisabled()).isFalse();
        }
    }
}
