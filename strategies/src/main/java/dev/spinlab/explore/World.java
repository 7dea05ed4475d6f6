package dev.spinlab.explore;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.SimulatedSchedule;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageConfig;
import dev.spinlab.storage.StorageMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine with a storage, made for one schedule, and what was observed in it. */
final class World {
    private static final Set<Errno> REFUSALS =
            EnumSet.of(Errno.EBUSY, Errno.EDEADLK, Errno.ETIMEDOUT, Errno.EOPNOTSUPP);

    private final SimulatedSchedule schedule;
    private final Choices choices;
    private final Machine machine;
    private final ModelKernel kernel;
    private final LocalStorage storage;
    private final Encounter encounter;
    private final List<Owner> owners = new ArrayList<>();
    private final List<StorageMap> maps = new ArrayList<>();
    private final Set<Errno> refusals = EnumSet.noneOf(Errno.class);
    private final Set<Errno> answers = EnumSet.noneOf(Errno.class);
    private final Set<StorageMap> mapsTaken = new HashSet<>();
    private final boolean locksRefuseAnybody;
    private int meetings;
    private int updated;
    private int mayHaveCreated;
    private final boolean[] calling;
    private final SpinLock lock;
    private int holders;
    private boolean windowOpen = true;
    private boolean directed;

    World(StorageBackend backend, Encounter encounter, SimulatedSchedule schedule, Choices choices) {
        this.encounter = encounter;
        this.schedule = schedule;
        this.choices = choices;
        locksRefuseAnybody = refusesAnybody(backend);
        machine = Machine.builder().cpus(encounter.cpus()).schedule(schedule).build();
        kernel = ModelKernel.on(machine, RcuParameters.shortest());
        StorageConfig config = backend.config();
        storage = new LocalStorage(kernel, encounter.ways().contains(Way.REFUSE) ? refusable(config) : config);
        machine.setInterrupts(InterruptSource.none(), this::interrupted);
        calling = new boolean[encounter.cpus()];
        lock = backend.newLock("the lock");
        kernel.start();
    }

    private StorageConfig refusable(StorageConfig config) {
        return new StorageConfig(
                config.guard(),
                name -> new RefusableLock(
                        config.locks().newLock(name), cpu -> mayRefuse(cpu, name) && choices.refuse()),
                config.reclaimer(),
                config.linkOrder(),
                config.nmi());
    }

    /** Returns whether the locks of {@code backend} may refuse any operation. Where they are nested, it must cope. */
    static boolean refusesAnybody(StorageBackend backend) {
        return backend.config().linkOrder() == LinkOrder.NESTED;
    }

    /**
     * Owner exit and map free must cope with a refusal by the other side's lock; their own is given. What programs do must
     * cope with any.
     */
    private boolean mayRefuse(Cpu cpu, String lockName) {
        Operation operation = directed ? running(cpu)[cpu.context().level().rank()] : null;
        if (operation != null && operation.isProgram()) {
            return locksRefuseAnybody;
        }
        return (operation == Operation.OWNER_EXIT && lockName.startsWith("bucket"))
                || (operation == Operation.MAP_FREE && lockName.startsWith("storage"));
    }

    /** Returns what the running task does, by context level. */
    @Nullable
    Operation[] running(Cpu cpu) {
        Task task = cpu.current();
        if (task.attachment() instanceof @Nullable Operation[] found) {
            return found;
        }
        @Nullable Operation[] fresh = new Operation[ContextLevel.COUNT];
        task.attach(fresh);
        return fresh;
    }

    boolean locksMayRefuse() {
        return encounter.ways().contains(Way.REFUSE);
    }

    /** Says whether choices are asked for from here on. */
    void setDirected(boolean chosen) {
        directed = chosen;
    }

    SimulatedSchedule schedule() {
        return schedule;
    }

    Choices choices() {
        return choices;
    }

    Machine machine() {
        return machine;
    }

    ModelKernel kernel() {
        return kernel;
    }

    LocalStorage storage() {
        return storage;
    }

    Owner newOwner(OwnerKind kind) {
        Owner owner = storage.newOwner(kind);
        owners.add(owner);
        return owner;
    }

    StorageMap newMap() {
        StorageMap map = storage.newMap();
        maps.add(map);
        return map;
    }

    /** Returns the first owner. */
    Owner owner() {
        return owners.get(0);
    }

    /** Returns the first map. */
    StorageMap map() {
        return maps.get(0);
    }

    List<Owner> owners() {
        return owners;
    }

    List<StorageMap> maps() {
        return maps;
    }

    /** Claims {@code map} for being freed, which can be done once. */
    boolean takeMap(StorageMap map) {
        return mapsTaken.add(map);
    }

    boolean guarded() {
        return storage.guarded();
    }

    // ---- what meets
    // --------------------------------------------------------------------------------------------------

    private void interrupted(Cpu cpu, ContextLevel level) {
        meet(cpu);
    }

    /** Has the encounter's second operation come, in the present context of {@code cpu}. */
    void meet(Cpu cpu) {
        encounter.meet(this, cpu, meetings++);
    }

    /** Attaches a program that calls the second operation from trace points, when the choices say so. */
    void attachProgram() {
        storage.trace((cpu, point, owner, map) -> {
            // A program is not entered again on the CPU where it runs.
            if (!calling[cpu.id()] && encounter.callsAt(point) && choices.call()) {
                calling[cpu.id()] = true;
                meet(cpu);
                calling[cpu.id()] = false;
            }
        });
    }

    /** Says whether what meets may do anything now. */
    void setWindow(boolean open) {
        windowOpen = open;
    }

    boolean windowOpen() {
        return windowOpen;
    }

    /** Returns a lock of the backend's kind, for encounters about locks. */
    SpinLock lock() {
        return lock;
    }

    /** Takes the lock, looks that nobody else has it, and gives it back. */
    void lockAndUnlock(Cpu cpu) {
        LockResult result = lock.lock(cpu);
        answered(cpu, result.errno());
        if (result == LockResult.ACQUIRED) {
            holders++;
            cpu.step();
            if (holders != 1) {
                throw new BrokenRule(Rule.MUTUAL_EXCLUSION, holders + " contexts hold " + lock);
            }
            holders--;
            lock.unlock(cpu);
        }
    }

    // ---- observations
    // ------------------------------------------------------------------------------------------------

    /** Notes what an operation answered. */
    void answered(Cpu cpu, Errno errno) {
        answers.add(errno);
        // A refusal that was made up says nothing about the backend.
        if (REFUSALS.contains(errno) && !locksMayRefuse()) {
            refusals.add(errno);
        }
        choices.observe(cpu.context().level().rank() * 256L + errno.number());
    }

    /** Notes the answer of an operation that has created an element if it is OK, or may have. */
    void creates(Errno errno, boolean always) {
        if (errno == Errno.OK) {
            mayHaveCreated++;
            updated += always ? 1 : 0;
        }
    }

    /** Returns how many updates were answered by OK: at least so many elements have been linked. */
    int updated() {
        return updated;
    }

    /** Returns how many elements can have been linked, if a refusal leaves everything as it was. */
    int mayHaveCreated() {
        // Where sections are separate, who loses the race to be the first has linked its element for a while.
        return locksRefuseAnybody ? mayHaveCreated : Integer.MAX_VALUE;
    }

    Set<Errno> refusals() {
        return refusals;
    }

    Set<Errno> answers() {
        return answers;
    }

    Task newTask(int cpu, String name) {
        return machine.newTask(cpu, name);
    }

    /** Runs {@code body} as a task on the calling thread, nobody directing. */
    void asJanitor(Consumer<Cpu> body) {
        schedule.direct(null);
        Task janitor = machine.newTask(0, "janitor");
        janitor.enter();
        body.accept(janitor.cpu());
        janitor.leave();
    }
}
