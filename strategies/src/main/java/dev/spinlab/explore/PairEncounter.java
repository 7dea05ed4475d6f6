package dev.spinlab.explore;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ordered pair of operations: the second meets the first, once or several times.
 *
 * <p>Programs use one owner, in the same map or in two. An owner that exits, and a map that is freed, are their own: another
 * owner in the same map, another map of the same owner; for nobody may use what goes away. Only owner exit against map free
 * are about the same element.
 */
final class PairEncounter extends Encounter {
    /** Ticks after which what was deleted has reached the worker, on whichever way. */
    private static final int TICKS_TO_WORK = 6;

    private final Operation first;
    private final Operation second;
    private final boolean sameMap;
    private final Scene scene;
    private final boolean onlyLocked;

    PairEncounter(
            Column column,
            Operation first,
            Operation second,
            Set<Way> ways,
            boolean sameMap,
            Scene scene,
            Bounds bounds) {
        super(
                first.id() + "+" + second.id() + "/"
                        + ways.stream().map(Way::id).collect(Collectors.joining(",")) + "/"
                        + (sameMap ? "same" : "other") + "/" + scene.id()
                        + (column == Column.AA ? "/locked" : "") + "/" + bounds.interruptions() + "-"
                        + bounds.switches(),
                column,
                ways,
                bounds);
        this.first = first;
        this.second = second;
        this.sameMap = sameMap;
        this.scene = scene;
        onlyLocked = column == Column.AA;
    }

    @Override
    public String subject() {
        return first.id() + "+" + second.id() + (sameMap ? "/same" : "/other") + "/" + scene.id()
                + (ways().contains(Way.CPU) ? "/cpu" : "")
                + (ways().contains(Way.REFUSE) ? "/refuse" : "");
    }

    @Override
    boolean needsThreads() {
        boolean otherCpu = ways().contains(Way.CPU);
        boolean sleepsOnTop = ways().contains(Way.TASK) && second.sleeps();
        return otherCpu || sleepsOnTop;
    }

    @Override
    int cpus() {
        return ways().contains(Way.CPU) ? 2 : 1;
    }

    @Override
    boolean appliesTo(StorageBackend backend) {
        boolean refusesPrograms = ways().contains(Way.REFUSE) && first.isProgram();
        return !refusesPrograms || World.refusesAnybody(backend);
    }

    @Override
    boolean callsAt(TracePoint point) {
        return ways().contains(Way.CALL) && (!onlyLocked || point == TracePoint.LOCKED);
    }

    @Override
    void prepare(World world, Cpu cpu) {
        // A charged kind, unless that would keep programs from the counter that they are to meet.
        boolean programs = first.isProgram() || second.isProgram();
        boolean meetsCounter = programs && world.guarded() && cpus() == 1;
        OwnerKind kind = meetsCounter ? OwnerKind.TASK : OwnerKind.SOCKET;
        Owner owner = world.newOwner(kind);
        StorageMap map = world.newMap();
        StorageMap other = world.newMap();
        Owner leaving = world.newOwner(kind);
        if (scene == Scene.PRESENT) {
            // So that what goes away has neighbours on either side.
            world.answered(cpu, Operation.UPDATE.run(world, cpu, owner, world.newMap()));
        }
        if (scene == Scene.PRESENT || scene == Scene.SINGLE) {
            world.answered(cpu, Operation.UPDATE.run(world, cpu, owner, map));
        }
        if (scene == Scene.PRESENT || scene == Scene.ABSENT) {
            world.answered(cpu, Operation.UPDATE.run(world, cpu, owner, other));
        }
        world.answered(cpu, Operation.UPDATE.run(world, cpu, leaving, map));
        if (first == Operation.DRAIN || second == Operation.DRAIN) {
            StorageMap deleted = world.newMap();
            Operation.UPDATE.run(world, cpu, owner, deleted);
            Operation.DELETE.run(world, cpu, owner, deleted);
            for (int i = 0; i < TICKS_TO_WORK; i++) {
                cpu.timerInterrupt();
                cpu.operationEnd();
            }
        }
    }

    @Override
    void cast(World world, Stage stage) {
        if (first == Operation.DRAIN) {
            stage.worker(0);
        } else {
            stage.task(0, "first", cpu -> does(world, cpu, first, 0));
        }
        boolean task = ways().contains(Way.TASK);
        boolean otherCpu = ways().contains(Way.CPU);
        int most = ways().contains(Way.REFUSE) ? 1 : bounds().interruptions();
        int others = otherCpu ? 1 : task ? most : 0;
        for (int i = 0; i < others; i++) {
            int number = i;
            if (second == Operation.DRAIN) {
                if (i == 0) {
                    stage.worker(otherCpu ? 1 : 0);
                }
            } else {
                stage.task(otherCpu ? 1 : 0, "second", cpu -> does(world, cpu, second, 1 + number));
            }
        }
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        ContextLevel level = cpu.context().level();
        if (second.allowedIn(level)) {
            does(world, cpu, second, 1 + number);
        }
    }

    private void does(World world, Cpu cpu, Operation operation, int place) {
        int level = cpu.context().level().rank();
        @Nullable Operation[] running = world.running(cpu);
        Operation outer = running[level];
        running[level] = operation;
        act(world, cpu, operation, place);
        running[level] = outer;
    }

    /** Place 0 is the first operation's, 1 and 2 those that meet it. What goes away, goes once. */
    private void act(World world, Cpu cpu, Operation operation, int place) {
        StorageMap map = world.maps().get(0);
        StorageMap other = world.maps().get(1);
        Owner owner = world.owners().get(0);
        Owner leaving = world.owners().get(1);
        if (operation == Operation.OWNER_EXIT) {
            // Against map free: the owner whose element it frees.
            Owner goes = first == Operation.MAP_FREE || second == Operation.MAP_FREE ? owner : leaving;
            goes = place > 0 && first == operation ? owner : goes;
            if (goes.alive()) {
                operation.run(world, cpu, goes, map);
            }
            return;
        }
        if (operation == Operation.MAP_FREE) {
            StorageMap goes = place > 0 && first == operation ? map : other;
            if (world.takeMap(goes)) {
                operation.run(world, cpu, owner, goes);
            }
            return;
        }
        boolean elsewhere = place > 0 && !sameMap && first.isProgram() && second != Operation.MAP_FREE;
        world.answered(cpu, operation.run(world, cpu, owner, elsewhere ? other : map));
    }

    @Override
    @Nullable
    String judge(World world) {
        for (Errno errno : world.answers()) {
            boolean allowed = switch (errno) {
                case OK, ENOENT, EAGAIN, EEXIST -> true;
                case EBUSY -> world.guarded();
                case EDEADLK -> ways().contains(Way.NMI) || ways().contains(Way.CALL);
                case ETIMEDOUT -> ways().contains(Way.REFUSE);
                case EOPNOTSUPP -> ways().contains(Way.NMI);
                default -> false;
            };
            if (!allowed) {
                return "an operation answered " + errno;
            }
        }
        return null;
    }
}
