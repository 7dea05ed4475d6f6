package dev.spinlab.bench.driver;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What planning has to know of a workload.
 *
 * @param interrupted whether it has an interrupt handler, and so needs interrupts
 * @param participants which backends it tells apart
 * @param takes the dimensions that make a difference to it
 * @param initial values by parameter that a case of it has unless others are asked for, where they differ from the defaults
 * @param cpus modelled CPUs of such a case, which is also the least number
 * @param tasks tasks per CPU of such a case
 * @param leastIteration an iteration is never shorter than this
 * @param changesNothing whether no storage is changed, so that there is nothing to free or to collect
 * @param quick whether the quick profile has that case
 */
record WorkloadTraits(
        boolean interrupted,
        Participants participants,
        Set<Dimension> takes,
        SortedMap<String, String> initial,
        int cpus,
        int tasks,
        Duration leastIteration,
        boolean changesNothing,
        boolean quick) {

    WorkloadTraits {
        takes = Collections.unmodifiableSet(EnumSet.copyOf(takes));
        initial = Collections.unmodifiableSortedMap(new TreeMap<>(initial));
    }

    /** A workload that calls neither storage nor anything else that has parameters. */
    static WorkloadTraits plain() {
        return new WorkloadTraits(
                false,
                Participants.EVERY,
                EnumSet.of(Dimension.THINK_STEPS, Dimension.ARRIVAL, Dimension.NEIGHBOUR, Dimension.HOST),
                new TreeMap<>(),
                1,
                1,
                Duration.ZERO,
                false,
                false);
    }

    /** A workload that calls the storage of the task's owner. */
    static WorkloadTraits storage() {
        return plain().taking(Dimension.OWNERS, Dimension.CALLER, Dimension.VALUE_BYTES, Dimension.LIVE);
    }

    /** A workload that only looks up what is there. */
    static WorkloadTraits lookups() {
        return storage().changingNothing();
    }

    /** A workload about resilient locks, with one task on each of so many CPUs. */
    static WorkloadTraits locks(int modelledCpus) {
        return plain().of(Participants.RESILIENT_LOCKS)
                .changingNothing()
                .taking(Dimension.LOCK_PROFILE, Dimension.LOCK_KIND)
                .on(modelledCpus, 1);
    }

    WorkloadTraits underInterrupts() {
        return new WorkloadTraits(true, participants, takes, initial, cpus, tasks, leastIteration, false, quick)
                .taking(Dimension.PERIOD, Dimension.SPACING);
    }

    WorkloadTraits of(Participants chosen) {
        return new WorkloadTraits(
                interrupted, chosen, takes, initial, cpus, tasks, leastIteration, changesNothing, quick);
    }

    WorkloadTraits taking(Dimension... more) {
        Set<Dimension> all = EnumSet.copyOf(takes);
        Collections.addAll(all, more);
        return new WorkloadTraits(
                interrupted, participants, all, initial, cpus, tasks, leastIteration, changesNothing, quick);
    }

    WorkloadTraits without(Dimension... fewer) {
        Set<Dimension> rest = EnumSet.copyOf(takes);
        for (Dimension dimension : fewer) {
            rest.remove(dimension);
        }
        return new WorkloadTraits(
                interrupted, participants, rest, initial, cpus, tasks, leastIteration, changesNothing, quick);
    }

    /** Takes a dimension, at some other value than the default unless asked otherwise. */
    WorkloadTraits at(Dimension dimension, String value) {
        SortedMap<String, String> more = new TreeMap<>(initial);
        more.putAll(Map.of(dimension.parameter(), value));
        WorkloadTraits taking = taking(dimension);
        return new WorkloadTraits(
                interrupted, participants, taking.takes, more, cpus, tasks, leastIteration, changesNothing, quick);
    }

    WorkloadTraits on(int modelledCpus, int tasksPerCpu) {
        return new WorkloadTraits(
                interrupted,
                participants,
                takes,
                initial,
                modelledCpus,
                tasksPerCpu,
                leastIteration,
                changesNothing,
                quick);
    }

    WorkloadTraits iterationsOfAtLeast(Duration length) {
        return new WorkloadTraits(
                interrupted, participants, takes, initial, cpus, tasks, length, changesNothing, quick);
    }

    WorkloadTraits changingNothing() {
        return new WorkloadTraits(interrupted, participants, takes, initial, cpus, tasks, leastIteration, true, quick);
    }

    WorkloadTraits inQuickProfile() {
        return new WorkloadTraits(
                interrupted, participants, takes, initial, cpus, tasks, leastIteration, changesNothing, true);
    }
}
