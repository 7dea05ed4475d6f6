package dev.spinlab.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owner exit against map free over one element, one in the middle of the other at every step: kernel-facts 2.7. */
class NofailUnlinkTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whicheverInterruptsTheOtherTheElementIsFreedAndDestroyedOnce(boolean mapFreeInterrupts) {
        int markedFrees = 0;
        long ownRefusals = 0;
        long step = 1;
        for (Outcome outcome = run(mapFreeInterrupts, step); outcome.within; outcome = run(mapFreeInterrupts, ++step)) {
            assertThat(outcome.retiredElements).as("step %d", step).isEqualTo(1);
            assertThat(outcome.retiredStorages).as("step %d", step).isEqualTo(1);
            assertThat(outcome.destroyed).as("step %d", step).isEqualTo(1);
            assertThat(outcome.doubleFreed).as("step %d", step).isZero();
            assertThat(outcome.freedElements).as("step %d", step).isEqualTo(1);
            assertThat(outcome.charged).as("step %d", step).isZero();
            markedFrees += outcome.freedByMark ? 1 : 0;
            ownRefusals += outcome.ownRefusals;
        }
        assertThat(step).isGreaterThan(20);
        assertThat(markedFrees)
                .as("steps at which one side could not reach the other")
                .isPositive();
        assertThat(ownRefusals)
                .as("steps at which a side was refused its own lock")
                .isPositive();
    }

    private static final class Outcome {
        boolean within;
        long retiredElements;
        long retiredStorages;
        long freedElements;
        long doubleFreed;
        long charged;
        int destroyed;
        boolean freedByMark;
        long ownRefusals;
    }

    private static final class Scene {
        Engine engine;
        NofailUnlink nofail;
        StorageMap map;
        Owner owner;
        Element element;
        Bucket bucket;
        boolean ready;
        int destroyed;

        @SuppressWarnings("NullAway.Init") // by prepare
        Scene() {}

        void prepare(Cpu cpu) {
            nofail = new NofailUnlink(engine);
            map = new MapRegistry(1, engine::newLock).newMap(8, false, gone -> destroyed++);
            owner = new Owner(OwnerKind.SOCKET, 1_000_000, new NoGuard());
            element = requireNonNull(new Update(engine).run(cpu, owner, map, 1, UpdateFlags.ANY));
            bucket = engine.bucketOf(map, requireNonNull(owner.storageAcquire()), element);
            ready = true;
        }

        void mapFree(Cpu cpu) {
            engine.kernel().rcu().readLock(cpu);
            nofail.mapFree(cpu, map, bucket, element);
            engine.kernel().rcu().readUnlock(cpu);
        }

        void ownerExit(Cpu cpu) {
            engine.kernel().rcu().readLock(cpu);
            OwnerStorage storage = owner.storageAcquire();
            nofail.ownerExit(cpu, element);
            if (storage != null) {
                // As destroy() does once nobody pins the owner any more.
                owner.uncharge(storage.charge());
            }
            engine.kernel().rcu().readUnlock(cpu);
        }
    }

    private static Outcome run(boolean mapFreeInterrupts, long step) {
        Scene scene = new Scene();
        try (OneCpu machine = new OneCpu(
                kernel -> {
                    scene.engine = new Engine(kernel, Configs.resilient());
                    return new LocalStorage(kernel, Configs.resilient());
                },
                ContextLevel.NMI,
                step,
                (cpu, level) -> {
                    if (!scene.ready) {
                        return;
                    }
                    if (mapFreeInterrupts) {
                        scene.mapFree(cpu);
                    } else {
                        scene.nofail.ownerExit(cpu, scene.element);
                    }
                })) {
            Cpu cpu = machine.cpu();
            scene.prepare(cpu);
            boolean before = machine.handled();
            OwnerStorage storage = requireNonNull(scene.owner.storageAcquire());
            if (mapFreeInterrupts) {
                scene.ownerExit(cpu);
            } else {
                scene.mapFree(cpu);
            }
            Outcome outcome = new Outcome();
            outcome.within = machine.handled();
            if (before || !outcome.within) {
                // The handler came while the scene was being set, or not at all: do the other half now.
                if (mapFreeInterrupts) {
                    scene.mapFree(cpu);
                } else {
                    scene.nofail.ownerExit(cpu, scene.element);
                }
            }
            if (!mapFreeInterrupts) {
                scene.owner.uncharge(storage.charge());
            }
            outcome.freedByMark = scene.element.casUnlinkState(Element.TO_FREE, Element.TO_FREE);
            outcome.ownRefusals = scene.nofail.ownRefusals();
            scene.engine.reclaimer().quiesce(cpu);
            outcome.retiredElements = scene.engine.elements().retired();
            outcome.retiredStorages = scene.engine.storages().retired();
            outcome.freedElements = scene.engine.elements().freed();
            outcome.doubleFreed = scene.engine.elements().doubleFreed()
                    + scene.engine.storages().doubleFreed();
            outcome.destroyed = scene.destroyed;
            outcome.charged = scene.owner.charged();
            return outcome;
        }
    }

    @Test
    void ownerExitAndMapFreeLeaveNothingBehind() {
        for (StorageConfig config : new StorageConfig[] {Configs.resilient(), Configs.counter()}) {
            for (boolean ownersFirst : new boolean[] {true, false}) {
                int[] destroyed = new int[1];
                try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, config))) {
                    LocalStorage storage = machine.storage();
                    Cpu cpu = machine.cpu();
                    StorageMap map = storage.newMap(8, false, element -> destroyed[0]++);
                    StorageMap other = storage.newMap(8, false, element -> destroyed[0]++);
                    Owner[] owners = new Owner[5];
                    for (int i = 0; i < owners.length; i++) {
                        owners[i] = storage.newOwner(OwnerKind.SOCKET);
                        requireNonNull(storage.getOrCreate(cpu, owners[i], map, CallerClass.SYSCALL, i));
                        requireNonNull(storage.getOrCreate(cpu, owners[i], other, CallerClass.SYSCALL, i));
                    }
                    if (ownersFirst) {
                        destroyAll(storage, cpu, owners);
                    }
                    storage.freeMap(cpu, map);
                    assertThat(map.freed()).isTrue();
                    if (!ownersFirst) {
                        destroyAll(storage, cpu, owners);
                    }
                    for (Owner owner : owners) {
                        assertThat(owner.hasStorage()).isFalse();
                        assertThat(owner.charged()).isZero();
                        assertThat(storage.getOrCreate(cpu, owner, other, CallerClass.SYSCALL, 1))
                                .isNull();
                        assertThat(cpu.context().errno()).isEqualTo(Errno.EINVAL);
                    }
                    assertThat(machine.settle()).isEqualTo(new Audit(0, 0, 0, 0));
                    assertThat(storage.elementLedger().freed()).isEqualTo(10);
                    assertThat(storage.storageLedger().freed()).isEqualTo(5);
                    assertThat(destroyed[0]).isEqualTo(10);
                    assertThat(storage.nofailRefusals()).isZero();
                }
            }
        }
    }

    private static void destroyAll(LocalStorage storage, Cpu cpu, Owner[] owners) {
        for (Owner owner : owners) {
            storage.destroy(cpu, owner);
        }
    }
}
