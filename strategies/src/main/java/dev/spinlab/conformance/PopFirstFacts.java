package dev.spinlab.conformance;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Why the lock-less list has no pop-first: statement 43. */
final class PopFirstFacts {
    private PopFirstFacts() {}

    /** A node of either list. */
    private static final class Node extends LocklessNode {}

    /** What a list must not have: it is right only if nodes never come back. */
    private static final class PopStack {
        private final AtomicReference<@Nullable LocklessNode> first = new AtomicReference<>();

        void push(Cpu cpu, LocklessNode node) {
            while (true) {
                cpu.step();
                LocklessNode seen = first.get();
                node.setNextInChain(seen);
                cpu.step();
                if (first.compareAndSet(seen, node)) {
                    return;
                }
            }
        }

        @Nullable
        LocklessNode popFirst(Cpu cpu) {
            while (true) {
                cpu.step();
                LocklessNode seen = first.get();
                if (seen == null) {
                    return null;
                }
                LocklessNode next = seen.nextInChain();
                cpu.step();
                if (first.compareAndSet(seen, next)) {
                    return seen;
                }
            }
        }
    }

    /** Who has got which node; a node that somebody gets who has it already is damage. */
    private static final class Owners {
        final Set<LocklessNode> out = new HashSet<>();
        int damage;

        void got(@Nullable LocklessNode node) {
            if (node != null && !out.add(node)) {
                damage++;
            }
        }

        void gotAll(@Nullable LocklessNode chain) {
            LocklessNode rest = chain;
            while (rest != null) {
                LocklessNode next = rest.nextInChain();
                got(rest);
                rest = next;
            }
        }

        void gaveBack(LocklessNode node) {
            out.remove(node);
        }
    }

    /** F43. */
    static void onlyPopFirstSuffersFromReuse() {
        Expect.that(damagedPositions(PopFirstFacts::popping) > 0, "a stack with pop-first hands a node out twice");
        Expect.equal(damagedPositions(PopFirstFacts::taking), 0, "positions at which take-all hands one out twice");
    }

    /**
     * Has one consumer stand at each of its steps while another takes, and gives back the node that was first.
     *
     * @return the number of steps at which that did damage
     */
    private static int damagedPositions(BiConsumer<Cpu, Parties> script) {
        int damaged = 0;
        boolean more = true;
        for (int steps = 1; more; steps++) {
            try (ManualSchedule schedule = new ManualSchedule()) {
                Machine.builder().cpus(2).schedule(schedule).build().start();
                Parties parties = new Parties();
                schedule.finish(schedule.spawn(0, "setup", cpu -> script.accept(cpu, parties)));
                Task slow = schedule.spawn(0, "slow", parties.slow);
                more = schedule.run(slow, steps) == steps;
                schedule.finish(schedule.spawn(1, "quick", parties.quick));
                schedule.finish(slow);
                schedule.finish(schedule.spawn(0, "rest", parties.rest));
                damaged += parties.owners.damage > 0 ? 1 : 0;
            }
        }
        return damaged;
    }

    /** Who does what; filled in by a script. */
    private static final class Parties {
        final Owners owners = new Owners();
        Consumer<Cpu> slow = cpu -> {};
        Consumer<Cpu> quick = cpu -> {};
        Consumer<Cpu> rest = cpu -> {};
    }

    private static void popping(Cpu setup, Parties parties) {
        PopStack stack = new PopStack();
        Owners owners = parties.owners;
        LocklessNode top = new Node();
        stack.push(setup, new Node());
        stack.push(setup, top);
        parties.slow = cpu -> owners.got(stack.popFirst(cpu));
        parties.quick = cpu -> {
            LocklessNode mine = stack.popFirst(cpu);
            owners.got(mine);
            owners.got(stack.popFirst(cpu));
            if (mine == top) {
                owners.gaveBack(top);
                stack.push(cpu, top);
            }
        };
        parties.rest = parties.slow;
    }

    private static void taking(Cpu setup, Parties parties) {
        LocklessList list = new LocklessList();
        Owners owners = parties.owners;
        LocklessNode top = new Node();
        list.push(setup, new Node());
        list.push(setup, top);
        parties.slow = cpu -> owners.gotAll(list.takeAll(cpu));
        parties.quick = cpu -> {
            LocklessNode mine = list.takeAll(cpu);
            owners.gotAll(mine);
            if (mine == top) {
                owners.gaveBack(top);
                list.push(cpu, top);
            }
        };
        parties.rest = parties.slow;
    }
}
