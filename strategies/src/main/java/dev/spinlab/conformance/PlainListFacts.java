package dev.spinlab.conformance;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;

import dev.spinlab.list.PlainList;
import dev.spinlab.list.PlainNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain list add that an add interrupts at every step: statement 44. */
final class PlainListFacts {
    private static final String OLD = "old";
    private static final String TASK = "task";
    private static final String HANDLER = "handler";

    private PlainListFacts() {}

    /**
     * What one interruption led to.
     *
     * @param walkMisses nodes that a forward walk does not find
     * @param deletesMiss nodes that are not found when all are deleted one by one, the oldest first
     */
    private record Outcome(List<String> walkMisses, List<String> deletesMiss) {}

    /** F44. An interrupt at step n comes between the steps n-1 and n of the add. */
    static void interruptedAdds() {
        for (ContextLevel level : new ContextLevel[] {HARDIRQ, NMI}) {
            List<Outcome> plain = outcomes(level, false);
            Expect.equal(plain.size(), 5, "steps of an add to a list that is not empty");
            Expect.equal(losing(plain, false), List.of(2, 3, 4), level + ": steps after which a walk misses a node");
            Expect.equal(losing(plain, true), List.of(2, 3, 4, 5), level + ": steps after which the deletes miss one");
            for (Outcome outcome : plain) {
                Expect.that(
                        List.of(HANDLER).containsAll(outcome.walkMisses())
                                && List.of(HANDLER).containsAll(outcome.deletesMiss()),
                        "only the interrupter's node is lost: " + outcome);
            }
        }
        Expect.equal(losing(outcomes(HARDIRQ, true), true), List.of(), "masked, IRQ: steps that lose a node");
        Expect.equal(losing(outcomes(NMI, true), true), List.of(2, 3, 4, 5), "masked, NMI: steps that lose a node");
    }

    private static List<Integer> losing(List<Outcome> outcomes, boolean deleting) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (!(deleting ? outcome.deletesMiss() : outcome.walkMisses()).isEmpty()) {
                steps.add(i + 1);
            }
        }
        return steps;
    }

    /** Returns what an interruption at each step of an add leads to. */
    private static List<Outcome> outcomes(ContextLevel level, boolean masked) {
        List<Outcome> all = new ArrayList<>();
        @Nullable Outcome outcome = interruptAt(1, level, masked);
        while (outcome != null) {
            all.add(outcome);
            outcome = interruptAt(all.size() + 1, level, masked);
        }
        return all;
    }

    private static @Nullable Outcome interruptAt(long step, ContextLevel level, boolean masked) {
        try (ManualSchedule schedule = new ManualSchedule()) {
            PlainList<String> list = new PlainList<>();
            List<PlainNode<String>> nodes =
                    List.of(new PlainNode<>(OLD), new PlainNode<>(TASK), new PlainNode<>(HANDLER));
            Machine machine = Machine.builder().schedule(schedule).build();
            machine.setInterrupts(InterruptSource.none(), (cpu, at) -> add(cpu, list, nodes.get(2), masked));
            machine.start();
            schedule.finish(schedule.spawn(0, "setup", cpu -> list.add(cpu, nodes.get(0))));
            Task task = schedule.spawn(0, "task", cpu -> add(cpu, list, nodes.get(1), masked));
            if (schedule.run(task, step) < step) {
                return null;
            }
            schedule.interrupt(machine.cpu(0), level);
            schedule.finish(task);

            List<String> walkMisses = new ArrayList<>();
            List<String> deletesMiss = new ArrayList<>();
            schedule.finish(schedule.spawn(0, "deleter", cpu -> {
                for (PlainNode<String> node : nodes) {
                    if (!reachable(list, node)) {
                        walkMisses.add(node.item());
                    }
                }
                for (PlainNode<String> node : nodes) {
                    if (!reachable(list, node)) {
                        deletesMiss.add(node.item());
                    } else {
                        list.unlink(cpu, node);
                    }
                }
            }));
            return new Outcome(walkMisses, deletesMiss);
        }
    }

    private static void add(Cpu cpu, PlainList<String> list, PlainNode<String> node, boolean masked) {
        if (masked) {
            cpu.irqSave();
            list.add(cpu, node);
            cpu.irqRestore();
        } else {
            list.add(cpu, node);
        }
    }

    private static boolean reachable(PlainList<String> list, PlainNode<String> wanted) {
        // Bounded: a chain is acyclic.
        PlainNode<String> node = list.firstAcquire();
        while (node != null && node != wanted) {
            node = node.nextAcquire();
        }
        return node != null;
    }
}
