package dev.spinlab.conformance;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lock-less list under many producers and one drainer: statements 41 and 42. */
final class LocklessListFacts {
    private static final int SEEDS = 6;
    private static final int PRODUCERS = 3;
    private static final int EACH = 15;

    private LocklessListFacts() {}

    /** A node that knows who pushed it, and as which one of his. */
    private static final class Numbered extends LocklessNode {
        final int producer;
        final int number;

        Numbered(int producer, int number) {
            this.producer = producer;
            this.number = number;
        }

        @Override
        public String toString() {
            return producer + "/" + number;
        }
    }

    /** Producers on CPUs of their own, an NMI that pushes over them, and one drainer, in an order drawn from a seed. */
    private static final class Run implements AutoCloseable {
        final LocklessList list = new LocklessList();
        final ManualSchedule schedule = new ManualSchedule();
        final List<List<Numbered>> drains = new ArrayList<>();

        /** How many each producer pushed; the second half are those of the interrupts on their CPUs. */
        final int[] pushed = new int[2 * PRODUCERS];

        int sawEmpty;
        private final Machine machine =
                Machine.builder().cpus(PRODUCERS + 1).schedule(schedule).build();

        Run(long seed) {
            machine.setInterrupts(InterruptSource.none(), (cpu, level) -> push(cpu, PRODUCERS + cpu.id()));
            machine.start();
            List<Task> tasks = new ArrayList<>();
            for (int id = 0; id < PRODUCERS; id++) {
                int producer = id;
                tasks.add(schedule.spawn(id, "producer", cpu -> {
                    for (int i = 0; i < EACH; i++) {
                        push(cpu, producer);
                    }
                }));
            }
            tasks.add(schedule.spawn(PRODUCERS, "drainer", cpu -> {
                for (int i = 0; i < EACH; i++) {
                    drain(cpu);
                }
            }));
            goOn(tasks, new SplittableRandom(seed));
            schedule.finish(schedule.spawn(PRODUCERS, "last", this::drain));
        }

        private void goOn(List<Task> tasks, SplittableRandom random) {
            while (!tasks.isEmpty()) {
                Task task = tasks.get(random.nextInt(tasks.size()));
                if (task.cpu().id() < PRODUCERS && random.nextInt(8) == 0) {
                    schedule.interrupt(task.cpu(), ContextLevel.NMI);
                }
                schedule.run(task, 1 + random.nextInt(3));
                tasks.removeIf(schedule::ended);
            }
        }

        private void push(Cpu cpu, int producer) {
            // Not in one expression: others go on inside the push.
            boolean wasEmpty = list.push(cpu, new Numbered(producer, pushed[producer]++));
            sawEmpty += wasEmpty ? 1 : 0;
        }

        private void drain(Cpu cpu) {
            List<Numbered> taken = numbered(list.takeAll(cpu));
            if (!taken.isEmpty()) {
                drains.add(taken);
            }
        }

        @Override
        public void close() {
            schedule.close();
        }
    }

    private static List<Numbered> numbered(@Nullable LocklessNode chain) {
        List<Numbered> nodes = new ArrayList<>();
        for (LocklessNode node = chain; node != null; node = node.nextInChain()) {
            nodes.add((Numbered) node);
        }
        return nodes;
    }

    /** F41. */
    static void pushesAndDrainsMatch() {
        int interrupted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try (Run run = new Run(seed)) {
                List<Numbered> drained =
                        run.drains.stream().flatMap(List::stream).toList();
                int pushed = IntStream.of(run.pushed).sum();
                Expect.equal(run.sawEmpty, run.drains.size(), "pushes onto an empty list, one for each drain");
                Expect.equal(drained.size(), pushed, "nodes drained, of those pushed");
                Expect.equal(new HashSet<>(drained).size(), pushed, "different nodes drained");
                Expect.that(run.drains.size() > 1, "more than one drain found something");
                interrupted += pushed - PRODUCERS * EACH;
            }
        }
        Expect.that(interrupted > 0, "some pushes came in an NMI");
    }

    /** F42. */
    static void drainsAreInOrder() {
        try (ManualSchedule schedule = new ManualSchedule()) {
            Machine.builder().schedule(schedule).build().start();
            schedule.finish(schedule.spawn(0, "task", cpu -> {
                LocklessList list = new LocklessList();
                for (int i = 0; i < 3; i++) {
                    list.push(cpu, new Numbered(0, i));
                }
                LocklessNode chain = list.takeAll(cpu);
                Expect.equal(numbered(chain).toString(), "[0/2, 0/1, 0/0]", "what was taken, newest first");
                Expect.equal(
                        numbered(LocklessList.reverse(chain)).toString(), "[0/0, 0/1, 0/2]", "the same turned around");
            }));
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            try (Run run = new Run(seed)) {
                Map<Integer, Integer> next = new HashMap<>();
                for (List<Numbered> drain : run.drains) {
                    for (int i = drain.size() - 1; i >= 0; i--) {
                        Numbered node = drain.get(i);
                        int expected = next.merge(node.producer, 1, Integer::sum) - 1;
                        Expect.equal(node.number, expected, "oldest node of producer " + node.producer);
                    }
                }
            }
        }
    }
}
