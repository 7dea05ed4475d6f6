package dev.spinlab.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Buckets, cache, flags, charges and values: kernel-facts 2.2 to 2.4. */
class StorageRulesTest {
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    private static OneCpu resilient() {
        return OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.resilient()));
    }

    @Test
    void bucketsAreTheNextPowerOfTwoAndAtLeastTwo() {
        assertThat(buckets(1)).isEqualTo(2);
        assertThat(buckets(2)).isEqualTo(2);
        assertThat(buckets(3)).isEqualTo(4);
        assertThat(buckets(4)).isEqualTo(4);
        assertThat(buckets(5)).isEqualTo(8);
    }

    private static int buckets(int cpus) {
        return new MapRegistry(cpus, RawSpinLock::new)
                .newMap(8, false, element -> {})
                .bucketCount();
    }

    @Test
    void sixteenMapsHaveASlotEachAndTheNextShares() {
        MapRegistry registry = new MapRegistry(1, RawSpinLock::new);
        List<StorageMap> maps = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            maps.add(registry.newMap(8, false, element -> {}));
        }
        assertThat(maps.subList(0, 16)).extracting(StorageMap::slot).doesNotHaveDuplicates();
        assertThat(maps.get(16).slot()).isEqualTo(maps.get(0).slot());
        registry.release(maps.get(5));
        assertThat(registry.newMap(8, false, element -> {}).slot()).isEqualTo(5);
    }

    @Test
    void aHitTakesNoLockAndAMissPutsWhatItFindsIntoTheCache() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            requireNonNull(storage.getOrCreate(cpu, owner, map, SYSCALL, 1));
            long before = cpu.context().counters().lockAcquisitions();
            requireNonNull(storage.lookup(cpu, owner, map, SYSCALL));
            assertThat(cpu.context().counters().lockAcquisitions()).isEqualTo(before + 1);
            requireNonNull(storage.lookup(cpu, owner, map, SYSCALL));
            assertThat(cpu.context().counters().lockAcquisitions()).isEqualTo(before + 1);
        }
    }

    @Test
    void aRefusedLockKeepsTheCacheAsItIsAndTheLookupSucceeds() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            Element element = requireNonNull(storage.getOrCreate(cpu, owner, map, SYSCALL, 1));
            OwnerStorage held = requireNonNull(owner.storageAcquire());
            assertThat(held.lock.lockIrqSave(cpu).errno()).isEqualTo(Errno.OK);
            assertThat(storage.lookup(cpu, owner, map, SYSCALL)).isSameAs(element);
            assertThat(held.cacheAcquire(map.slot())).isNull();
            assertThat(storage.delete(cpu, owner, map, SYSCALL)).isEqualTo(Errno.EDEADLK);
            assertThat(storage.update(cpu, owner, map, 2, UpdateFlags.ANY, SYSCALL))
                    .isEqualTo(Errno.EDEADLK);
            held.lock.unlockIrqRestore(cpu);
            assertThat(element.value(cpu))
                    .as("a refused operation changes nothing")
                    .isEqualTo(1);
            assertThat(storage.lookup(cpu, owner, map, SYSCALL)).isSameAs(element);
            assertThat(storage.delete(cpu, owner, map, SYSCALL)).isEqualTo(Errno.OK);
            assertThat(machine.settle().clean()).isTrue();
        }
    }

    @Test
    void aRefusedBucketLockChangesNothingEither() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.SOCKET);
            StorageMap map = storage.newMap();
            Element element = requireNonNull(storage.getOrCreate(cpu, owner, map, SYSCALL, 1));
            long charged = owner.charged();
            Bucket bucket = map.bucketOf(requireNonNull(owner.storageAcquire()).serial());
            assertThat(bucket.lock.lockIrqSave(cpu).errno()).isEqualTo(Errno.OK);
            assertThat(storage.delete(cpu, owner, map, SYSCALL)).isEqualTo(Errno.EDEADLK);
            assertThat(storage.update(cpu, owner, map, 2, UpdateFlags.ANY, SYSCALL))
                    .isEqualTo(Errno.EDEADLK);
            bucket.lock.unlockIrqRestore(cpu);
            assertThat(storage.lookup(cpu, owner, map, SYSCALL)).isSameAs(element);
            assertThat(owner.charged()).isEqualTo(charged);
            assertThat(machine.settle().clean()).isTrue();
        }
    }

    @Test
    void aSocketIsChargedWhatItHoldsAndRefusedBeyondItsLimit() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            StorageMap map = storage.newMap();
            StorageMap other = storage.newMap();
            long one = map.charge() + OwnerStorage.CHARGE;
            Owner socket = storage.newOwner(OwnerKind.SOCKET, one);
            requireNonNull(storage.getOrCreate(cpu, socket, map, SYSCALL, 1));
            assertThat(socket.charged()).isEqualTo(one);
            assertThat(storage.getOrCreate(cpu, socket, other, SYSCALL, 1)).isNull();
            assertThat(cpu.context().errno()).isEqualTo(Errno.ENOMEM);
            assertThat(socket.charged()).isEqualTo(one);
            assertThat(storage.delete(cpu, socket, map, SYSCALL)).isEqualTo(Errno.OK);
            assertThat(socket.charged()).isZero();
            assertThat(storage.newOwner(OwnerKind.TASK, 0).tryCharge(1))
                    .as("tasks are not charged")
                    .isTrue();
        }
    }

    @Test
    void valueSizesAreChecked() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            assertThatThrownBy(() -> storage.newMap(0, false, element -> {})).hasMessageContaining("EINVAL");
            assertThatThrownBy(() -> storage.newMap(StorageMap.MAX_VALUE_BYTES + 1, false, element -> {}))
                    .hasMessageContaining("E2BIG");
            assertThat(storage.newMap(9, false, element -> {}).valueWords()).isEqualTo(2);
        }
    }

    @Test
    void withAValueLockAnUpdateCopiesInPlace() {
        try (OneCpu machine = resilient()) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap(64, true, element -> {});
            Element element = requireNonNull(storage.getOrCreate(cpu, owner, map, SYSCALL, 1));
            assertThat(storage.update(cpu, owner, map, 9, UpdateFlags.LOCK, SYSCALL))
                    .isEqualTo(Errno.OK);
            assertThat(storage.lookup(cpu, owner, map, SYSCALL)).isSameAs(element);
            assertThat(element.value(cpu, 7)).isEqualTo(9);
            assertThat(storage.update(cpu, owner, map, 9, UpdateFlags.LOCK | UpdateFlags.NOEXIST, SYSCALL))
                    .isEqualTo(Errno.EEXIST);
            assertThat(machine.settle().clean()).isTrue();
        }
    }

    @Test
    void aReaderAtAnyStepOfAReplacementFindsTheOldOrTheNewNeverNothing() {
        boolean[] found = new boolean[2];
        int steps = 0;
        for (boolean within = true; within; ) {
            long step = ++steps;
            Object[] scene = new Object[3];
            try (OneCpu machine = new OneCpu(
                    kernel -> new LocalStorage(kernel, Configs.resilient()), ContextLevel.NMI, step, (cpu, level) -> {
                        if (scene[2] != null) {
                            LocalStorage storage = (LocalStorage) requireNonNull(scene[0]);
                            Element element = storage.lookup(
                                    cpu, (Owner) requireNonNull(scene[1]), (StorageMap) scene[2], CallerClass.PROGRAM);
                            found[(int) requireNonNull(element).value(cpu) - 1] = true;
                        }
                    })) {
                LocalStorage storage = machine.storage();
                Cpu cpu = machine.cpu();
                Owner owner = storage.newOwner(OwnerKind.TASK);
                StorageMap map = storage.newMap();
                requireNonNull(storage.getOrCreate(cpu, owner, map, SYSCALL, 1));
                scene[0] = storage;
                scene[1] = owner;
                scene[2] = map;
                assertThat(storage.update(cpu, owner, map, 2, UpdateFlags.EXIST, SYSCALL))
                        .isEqualTo(Errno.OK);
                within = machine.handled();
            }
        }
        assertThat(steps).isGreaterThan(20);
        assertThat(found).containsExactly(true, true);
    }
}
