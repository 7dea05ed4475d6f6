package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two tasks that tear the same elements down: one exits their owners, the other frees their map.
 *
 * <p>Map free waits for a grace period before it unlinks anything, so the two do not meet by themselves. The map's
 * destructor, which is called for every element in the middle of its unlinking, is where they are brought together.
 */
final class TeardownPair {
    /** Spins with the bucket's lock held, until the other one stands before it: some microseconds. */
    private static final int LINGER = 200;

    private final Meeting ready;
    private final boolean sharesCpu;
    private final boolean sleeps;
    private volatile @Nullable StorageMap map;

    /** The present operation's: where the one that exits waits for the first unlinking by the one that frees. */
    private volatile Meeting begun;

    private volatile boolean exiting;
    private volatile @Nullable Cpu freerCpu;
    private volatile @Nullable Tally freerTally;

    TeardownPair(boolean sharesCpu, boolean sleeps) {
        this.sharesCpu = sharesCpu;
        this.sleeps = sleeps;
        ready = new Meeting(2, sleeps ? Wait.SLEEP : Wait.SPIN);
        begun = new Meeting(2, untilBegun());
    }

    private Wait untilBegun() {
        if (sharesCpu) {
            return Wait.YIELD;
        }
        return sleeps ? Wait.SLEEP : Wait.SPIN;
    }

    /** The operation of task {@code index}: tasks 0 and 1 are a pair, 2 and 3, and so on. */
    static Operation operation(Rig rig, int index) {
        int tasks = rig.cpuCount() * rig.tasksPerCpu();
        rig.require(tasks % 2 == 0, "pairs of tasks; give --cpus 2 --tasks 1 or --cpus 1 --tasks 2");
        TeardownPair[] pairs = rig.shared(TeardownPair[].class, () -> {
            TeardownPair[] made = new TeardownPair[tasks / 2];
            Arrays.setAll(made, i -> new TeardownPair(rig.cpuCount() == 1, rig.tasksPerCpu() > 1));
            return made;
        });
        TeardownPair pair = pairs[index / 2];
        return index % 2 == 0 ? new ExitOwners(rig, pair) : new FreeMap(rig, pair);
    }

    /** Called by the one that exits: makes the map that is to be torn down next. */
    StorageMap newMap(Rig rig) {
        StorageMap fresh = rig.storage().newMap(rig.load().valueBytes(), false, this::unlinked);
        begun = new Meeting(2, untilBegun());
        exiting = false;
        map = fresh;
        return fresh;
    }

    /** Waits for the other one; false if the iteration stopped first. */
    boolean meet(Cpu cpu, Tally tally) {
        return ready.await(cpu, tally);
    }

    /** Called by the one that exits, after the meeting: waits until map free unlinks its first element. */
    void awaitUnlinking(Cpu cpu, Tally tally) {
        begun.await(cpu, tally);
        exiting = true;
    }

    /** Called by the one that frees, after the meeting: the map to free, in whose destructor it is known. */
    StorageMap take(Cpu cpu, Tally tally) {
        freerTally = tally;
        freerCpu = cpu;
        return Objects.requireNonNull(map, "the map was made before the meeting");
    }

    /** The map's destructor: runs on the CPU that unlinks {@code element}, the bucket's lock held. */
    private void unlinked(Element element) {
        Cpu cpu = Objects.requireNonNull(freerCpu, "nothing is unlinked before the meeting");
        if (!exiting) {
            if (sleeps) {
                begun.arrive();
            } else {
                begun.await(cpu, Objects.requireNonNull(freerTally, "set before the CPU"));
                for (int i = 0; i < LINGER; i++) {
                    cpu.relax();
                }
            }
            exiting = true;
        }
        if (sharesCpu) {
            cpu.requestReschedule();
        }
    }
}
