package dev.spinlab.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentHashMapStorageTest {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final Audit CLEAN = new Audit(0, 0, 0, 0);

    private final Machine machine = Machine.builder().cpus(2).build();
    private final ConcurrentHashMapStorage storage = new ConcurrentHashMapStorage(ModelKernel.on(machine));
    private final StorageMap map = storage.newMap();
    private final Owner owner = storage.newOwner(OwnerKind.TASK);

    private Cpu enter() {
        machine.start();
        Task task = machine.newTask(0, "test");
        task.enter();
        return task.cpu();
    }

    @Test
    void createsFindsReplacesAndDeletes() {
        Cpu cpu = enter();
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
        assertThat(replaced.value(cpu)).isEqualTo(9);
        assertThat(storage.update(cpu, owner, map, 9, 3, PROGRAM)).isEqualTo(Errno.EINVAL);
        assertThat(storage.update(cpu, owner, map, 10, UpdateFlags.ANY, PROGRAM))
                .isEqualTo(Errno.OK);
        assertThat(created.value(cpu))
                .as("whoever holds a reference may go on using it")
                .isEqualTo(7);
        assertThat(owner.hasStorage()).isTrue();
        assertThat(storage.delete(cpu, owner, map, PROGRAM)).isEqualTo(Errno.OK);
        assertThat(owner.hasStorage()).isFalse();
        assertThat(storage.elementLedger().freed()).isEqualTo(3);
        assertThat(storage.audit(cpu)).isEqualTo(CLEAN);
        assertThat(storage.backlog().samples())
                .as("nobody knows what awaits the collector")
                .isZero();
    }

    @Test
    void valuesCanBeUpdatedInPlaceWhereTheMapHasLocks() {
        Cpu cpu = enter();
        StorageMap locked = storage.newMap(24, true, element -> {});
        Element element = requireNonNull(storage.getOrCreate(cpu, owner, locked, PROGRAM, 1));
        assertThat(storage.update(cpu, owner, locked, 2, UpdateFlags.LOCK, PROGRAM))
                .isEqualTo(Errno.OK);
        assertThat(element.value(cpu, 2)).isEqualTo(2);
        assertThat(storage.update(cpu, owner, map, 2, UpdateFlags.LOCK, PROGRAM))
                .isEqualTo(Errno.EINVAL);
    }

    @Test
    void ownerExitAndMapFreeEmptyTheirSideAndDestructorsRunOnce() {
        Cpu cpu = enter();
        List<Element> destroyed = new ArrayList<>();
        StorageMap watched = storage.newMap(8, false, destroyed::add);
        Owner other = storage.newOwner(OwnerKind.CGROUP);
        Element first = requireNonNull(storage.getOrCreate(cpu, owner, watched, PROGRAM, 1));
        Element second = requireNonNull(storage.getOrCreate(cpu, other, watched, PROGRAM, 1));
        storage.getOrCreate(cpu, other, map, PROGRAM, 1);
        storage.destroy(cpu, owner);
        assertThat(owner.hasStorage()).isFalse();
        assertThat(storage.getOrCreate(cpu, owner, watched, PROGRAM, 1)).isNull();
        assertThat(cpu.context().errno()).isEqualTo(Errno.EINVAL);
        storage.freeMap(cpu, watched);
        assertThat(watched.freed()).isTrue();
        assertThat(destroyed).containsExactly(first, second);
        assertThat(storage.audit(cpu)).isEqualTo(CLEAN);
        assertThatThrownBy(() -> storage.freeMap(cpu, watched)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOwnersLimitIsKept() {
        Cpu cpu = enter();
        Owner poor = storage.newOwner(OwnerKind.SOCKET, map.charge());
        StorageMap second = storage.newMap();
        assertThat(storage.getOrCreate(cpu, poor, map, PROGRAM, 1)).isNotNull();
        assertThat(storage.getOrCreate(cpu, poor, second, PROGRAM, 1)).isNull();
        assertThat(cpu.context().errno()).isEqualTo(Errno.ENOMEM);
        assertThat(storage.delete(cpu, poor, map, PROGRAM)).isEqualTo(Errno.OK);
        assertThat(poor.charged()).isZero();
    }

    @Test
    void noOwnerExitsInAnNmi() {
        boolean[] drawn = new boolean[1];
        machine.setInterrupts(
                (cpu, level) -> {
                    if (level != ContextLevel.NMI || cpu != 0 || drawn[0]) {
                        return InterruptSource.NEVER;
                    }
                    drawn[0] = true;
                    return 1;
                },
                (cpu, level) -> storage.destroy(cpu, owner));
        Cpu cpu = enter();
        assertThatThrownBy(() -> {
                    cpu.step();
                    cpu.step();
                })
                .isInstanceOf(ContextViolation.class);
    }

    /** Negative controls: what would be wrong is counted. */
    @Test
    void theDetectorsFindAnElementThatIsNowhereAndOneThatIsGivenUpTwice() {
        Cpu cpu = enter();
        Element lostToAll = new Element(cpu, storage.elementLedger(), map, 1);
        assertThat(storage.audit(cpu)).isEqualTo(new Audit(0, 1, 0, 0));
        assertThat(lostToAll.leaveToCollector(cpu)).isTrue();
        assertThat(storage.audit(cpu)).isEqualTo(CLEAN);
        assertThat(lostToAll.leaveToCollector(cpu)).isFalse();
        assertThat(storage.audit(cpu)).isEqualTo(new Audit(0, 0, 1, 0));
    }

    @Test
    void programsAtTheTracePointsMayRecurAndNothingIsRefused() {
        Cpu cpu = enter();
        List<TracePoint> seen = new ArrayList<>();
        storage.trace((at, point, ofOwner, inMap) -> {
            seen.add(point);
            if (seen.size() == 1) {
                assertThat(storage.getOrCreate(at, ofOwner, inMap, PROGRAM, 5)).isNotNull();
            }
        });
        Element element = requireNonNull(storage.getOrCreate(cpu, owner, map, PROGRAM, 6));
        assertThat(element.value(cpu)).as("the inner one won").isEqualTo(5);
        storage.delete(cpu, owner, map, PROGRAM);
        assertThat(seen).containsExactly(TracePoint.UPDATE, TracePoint.UPDATE, TracePoint.UNLINK);
        assertThat(storage.audit(cpu)).isEqualTo(CLEAN);
    }

    @Test
    void twoCpusOnOneOwnerLoseNothing() throws Exception {
        machine.start();
        Owner shared = storage.newOwner(OwnerKind.CGROUP);
        List<FutureTask<Set<Errno>>> workers = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            Task task = machine.newTask(id, "task-" + id);
            FutureTask<Set<Errno>> worker = new FutureTask<>(() -> work(task, shared));
            workers.add(worker);
            machine.schedule().start(task, worker);
        }
        for (FutureTask<Set<Errno>> worker : workers) {
            assertThat(worker.get(50, TimeUnit.SECONDS)).isSubsetOf(Errno.OK, Errno.ENOENT, Errno.EEXIST);
        }
        Task janitor = machine.newTask(0, "janitor");
        janitor.enter();
        storage.quiesce(janitor.cpu());
        assertThat(storage.elementLedger().retired()).isPositive();
        assertThat(storage.audit(janitor.cpu())).isEqualTo(CLEAN);
    }

    private Set<Errno> work(Task task, Owner shared) {
        Set<Errno> answers = EnumSet.noneOf(Errno.class);
        task.enter();
        Cpu cpu = task.cpu();
        for (int i = 0; i < 50_000; i++) {
            if (storage.getOrCreate(cpu, shared, map, PROGRAM, i) == null) {
                answers.add(cpu.context().errno());
            }
            answers.add(storage.update(cpu, shared, map, i, i % 3, PROGRAM));
            answers.add(storage.delete(cpu, shared, map, PROGRAM));
            cpu.operationEnd();
        }
        task.leave();
        return answers;
    }
}
