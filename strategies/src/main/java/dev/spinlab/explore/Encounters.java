package dev.spinlab.explore;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All encounters: every ordered pair of operations, in every way one can come to meet the other, and the special ones. */
public final class Encounters {
    private static final Bounds ONE = new Bounds(1, 0);
    private static final Bounds TWO = new Bounds(2, 0);

    private Encounters() {}

    /** Returns those with one interruption on one CPU. */
    public static List<Encounter> once() {
        List<Encounter> all = new ArrayList<>();
        for (Way way : EnumSet.of(Way.HARDIRQ, Way.NMI, Way.TASK, Way.CALL)) {
            all.addAll(pairs(EnumSet.of(way), ONE));
        }
        all.addAll(refusedPrograms(ONE));
        all.addAll(SpecialEncounters.once());
        return all;
    }

    /** Returns those with two interruptions on one CPU, of any mixture of kinds, one after or inside the other. */
    public static List<Encounter> twice() {
        List<Encounter> all = new ArrayList<>();
        for (Operation first : Operation.values()) {
            for (Operation second : Operation.values()) {
                Set<Way> ways = EnumSet.noneOf(Way.class);
                if (possible(first, second, EnumSet.of(Way.TASK))) {
                    ways.add(Way.TASK);
                }
                if (!second.sleeps()) {
                    ways.add(Way.HARDIRQ);
                }
                if (second.isProgram()) {
                    ways.add(Way.NMI);
                }
                add(all, first, second, ways, TWO);
            }
        }
        all.addAll(pairs(EnumSet.of(Way.CALL), TWO));
        all.addAll(refusedPrograms(TWO));
        return all;
    }

    /** Returns those on two CPUs, with at most so many switches away from a task that could go on. */
    public static List<Encounter> twoCpus(int switches) {
        List<Encounter> all = pairs(EnumSet.of(Way.CPU), new Bounds(0, switches));
        all.addAll(SpecialEncounters.twoCpus(switches));
        return all;
    }

    /** Returns the encounter called {@code id}, null if there is none. */
    public static @org.jspecify.annotations.Nullable Encounter byId(String id) {
        List<Encounter> all = new ArrayList<>(once());
        all.addAll(twice());
        all.addAll(twoCpus(1));
        all.addAll(twoCpus(2));
        all.addAll(twoCpus(3));
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    private static List<Encounter> pairs(Set<Way> ways, Bounds bounds) {
        List<Encounter> all = new ArrayList<>();
        for (Operation first : Operation.values()) {
            for (Operation second : Operation.values()) {
                if (possible(first, second, ways)) {
                    add(all, first, second, ways, bounds);
                }
            }
        }
        return all;
    }

    /** Programs that any lock may refuse, and an interrupt's too. */
    private static List<Encounter> refusedPrograms(Bounds bounds) {
        List<Encounter> all = new ArrayList<>();
        Set<Way> ways = EnumSet.of(Way.HARDIRQ, Way.REFUSE);
        for (Operation first : Operation.values()) {
            for (Operation second : Operation.values()) {
                if (first.isProgram() && second.isProgram()) {
                    for (Scene scene : Scene.values()) {
                        all.add(new PairEncounter(Column.HARDIRQ_SAME, first, second, ways, true, scene, bounds));
                    }
                }
            }
        }
        return all;
    }

    /** What an interrupt may do; and programs are attached to operations of programs, and do such operations. */
    private static boolean possible(Operation first, Operation second, Set<Way> ways) {
        if (ways.contains(Way.HARDIRQ)) {
            return !second.sleeps();
        }
        if (ways.contains(Way.NMI)) {
            return second.isProgram();
        }
        if (ways.contains(Way.CALL)) {
            return (first == Operation.UPDATE || first == Operation.GET_OR_CREATE || first == Operation.DELETE)
                    && second.isProgram();
        }
        boolean sameWorker = first == Operation.DRAIN && second == Operation.DRAIN;
        return !sameWorker;
    }

    private static void add(List<Encounter> all, Operation first, Operation second, Set<Way> ways, Bounds bounds) {
        Column column = column(first, second, ways, true);
        if (column == Column.EXIT_FREE) {
            // The two must also cope with locks that refuse them.
            Set<Way> refusing = EnumSet.copyOf(ways);
            refusing.add(Way.REFUSE);
            int more = bounds.interruptions() + 2;
            all.add(new PairEncounter(
                    column, first, second, refusing, true, Scene.PRESENT, new Bounds(more, bounds.switches())));
        }
        boolean programs = first.isProgram() && second.isProgram();
        for (Scene scene : Scene.values()) {
            all.add(new PairEncounter(column, first, second, ways, true, scene, bounds));
            if (programs) {
                Column elsewhere = column(first, second, ways, false);
                all.add(new PairEncounter(elsewhere, first, second, ways, false, scene, bounds));
            }
            if (ways.contains(Way.CALL) && bounds.interruptions() == 1) {
                all.add(new PairEncounter(Column.AA, first, second, ways, true, scene, bounds));
            }
        }
    }

    private static Column column(Operation first, Operation second, Set<Way> ways, boolean sameMap) {
        Set<Operation> both = EnumSet.of(first, second);
        boolean exitFree = both.equals(EnumSet.of(Operation.OWNER_EXIT, Operation.MAP_FREE));
        if (exitFree) {
            return Column.EXIT_FREE;
        }
        // Programs that interrupt the worker in mixed ways also meet each other.
        boolean mixed = ways.size() > 1 && second.isProgram();
        if ((first == Operation.DRAIN && !mixed) || second == Operation.DRAIN) {
            return Column.WORKER;
        }
        if (ways.contains(Way.CPU)) {
            return Column.OTHER_CPU;
        }
        if (ways.contains(Way.CALL)) {
            return Column.RECURSION;
        }
        // A mixture is judged by the worst that it holds.
        if (ways.contains(Way.NMI)) {
            return sameMap ? Column.NMI_SAME : Column.NMI_OTHER;
        }
        if (ways.contains(Way.HARDIRQ)) {
            return sameMap ? Column.HARDIRQ_SAME : Column.HARDIRQ_OTHER;
        }
        return Column.OTHER_TASK;
    }
}
