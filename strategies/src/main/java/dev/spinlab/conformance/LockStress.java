package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.MILLI;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import java.util.Arrays;
import java.util.List;

/** Scenarios S20 and S22: many tasks that run into each other, on a simulated clock. */
final class LockStress {
    private LockStress() {}

    /** What the task that locks B, then A, and those that lock A, then B, share. The schedule lets one run at a time. */
    private static final class Crossed {
        private final ResilientQueuedSpinLock a;
        private final ResilientQueuedSpinLock b;
        private LockResult error = LockResult.ACQUIRED;
        private boolean over;

        Crossed(LockProfile profile) {
            a = LockBench.lock(profile, "A");
            b = LockBench.lock(profile, "B");
        }

        void manyTimesAThenB(Cpu cpu) {
            for (int i = 0; i < 10_000 && !over; i++) {
                if (a.lock(cpu) == LockResult.ACQUIRED) {
                    if (b.lock(cpu) == LockResult.ACQUIRED) {
                        b.unlock(cpu);
                    }
                    a.unlock(cpu);
                }
                cpu.step();
            }
        }

        void bThenAUntilAnError(Cpu cpu) {
            for (int i = 0; i < 1_000 && error == LockResult.ACQUIRED; i++) {
                if (b.lock(cpu) == LockResult.ACQUIRED) {
                    error = a.lock(cpu);
                    if (error == LockResult.ACQUIRED) {
                        a.unlock(cpu);
                    }
                    b.unlock(cpu);
                }
            }
            over = true;
        }
    }

    static void s20Crossed() {
        LockBench.onEach(17, (bench, profile) -> {
            Crossed crossed = new Crossed(profile);
            Contender[] tasks = bench.contenders(17);
            for (int i = 0; i < 16; i++) {
                tasks[i].begin(crossed::manyTimesAThenB);
            }
            tasks[16].begin(crossed::bThenAUntilAnError);
            bench.finishAll(Arrays.asList(tasks), 1, MILLI / 4);
            Expect.that(crossed.error != LockResult.ACQUIRED, "B then A sees an error on A within 1,000 rounds");
            bench.expectAtRest(crossed.a, crossed.b);
        });
    }

    /** The attempts of one kind of context, by how long they took. */
    private static final class Histogram {
        private static final int[] BINS = {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 1000
        };

        private static final int SLOW_MILLIS = 10;

        private final int[] counts = new int[BINS.length];
        private int beyond;
        private int acquired;
        private int failed;
        private int slowFailures;

        void add(LockResult answer, long nanos) {
            int bin = 0;
            while (bin < BINS.length && nanos > BINS[bin] * MILLI) {
                bin++;
            }
            if (bin < BINS.length) {
                counts[bin]++;
            } else {
                beyond++;
            }
            if (answer == LockResult.ACQUIRED) {
                acquired++;
            } else {
                failed++;
                slowFailures += nanos > SLOW_MILLIS * MILLI ? 1 : 0;
            }
        }

        /** Both answers came, and none of them later than the last bin ends. */
        void expectSound(String whose) {
            Expect.that(acquired > 0 && failed > 0, "some attempts of " + whose + " succeed and some fail: " + this);
            Expect.equal(beyond, 0, "attempts of " + whose + " that took longer than any bin, " + this);
        }

        @Override
        public String toString() {
            return "by ms " + Arrays.toString(counts) + ", beyond " + beyond + ", acquired " + acquired + ", failed "
                    + failed;
        }
    }

    /** A cycle of one, two or three locks; each CPU takes its own and then the next. */
    private static final class Cycle {
        private final ResilientQueuedSpinLock[] locks;
        private final Histogram ofTasks = new Histogram();
        private final Histogram ofNmis = new Histogram();

        Cycle(LockProfile profile, int length) {
            locks = new ResilientQueuedSpinLock[length];
            Arrays.setAll(locks, i -> LockBench.lock(profile, "lock" + i));
        }

        void work(Cpu cpu) {
            for (int i = 0; i < 8; i++) {
                takeBoth(cpu, ofTasks, 20);
                // An NMI that comes now finds its CPU without locks.
                hold(cpu, 5);
            }
        }

        void interrupt(Cpu cpu) {
            takeBoth(cpu, ofNmis, 10);
        }

        private void takeBoth(Cpu cpu, Histogram histogram, long holdMillis) {
            ResilientQueuedSpinLock first = locks[cpu.id() % locks.length];
            if (take(cpu, first, histogram)) {
                ResilientQueuedSpinLock second = locks[(cpu.id() + 1) % locks.length];
                if (take(cpu, second, histogram)) {
                    hold(cpu, holdMillis);
                    second.unlockIrqRestore(cpu);
                } else {
                    hold(cpu, holdMillis);
                }
                first.unlockIrqRestore(cpu);
            }
        }

        private static boolean take(Cpu cpu, ResilientQueuedSpinLock lock, Histogram histogram) {
            long start = cpu.nanoTime();
            LockResult answer = lock.lockIrqSave(cpu);
            histogram.add(answer, cpu.nanoTime() - start);
            return answer == LockResult.ACQUIRED;
        }

        private static void hold(Cpu cpu, long millis) {
            long start = cpu.nanoTime();
            while (cpu.nanoTime() - start < millis * MILLI) {
                cpu.relax();
            }
        }
    }

    static void s22Stress() {
        for (int length = 1; length <= 3; length++) {
            stress(LockProfile.CURRENT, length, true);
            stress(LockProfile.V6_15, length, false);
        }
    }

    private static void stress(LockProfile profile, int length, boolean nmis) {
        int cpus = length + 3;
        Cycle cycle = new Cycle(profile, length);
        LockBench.on(cpus, bench -> {
            // CPU 0 is left alone, as in the kernel.
            List<Contender> workers = Arrays.asList(bench.contenders(cpus)).subList(1, cpus);
            workers.forEach(worker -> worker.begin(cycle::work));
            bench.finishAll(workers, length, MILLI / 2, random -> {
                if (nmis && random.nextInt(15) == 0) {
                    Contender victim = workers.get(random.nextInt(workers.size()));
                    victim.interrupt(ContextLevel.NMI, (cpu, level) -> cycle.interrupt(cpu));
                }
            });
            bench.expectAtRest(cycle.locks);
        });
        cycle.ofTasks.expectSound("tasks");
        if (length == 1 && profile == LockProfile.CURRENT) {
            // In 6.15 a recursion queues first, behind those who wait for it.
            Expect.equal(cycle.ofTasks.slowFailures, 0, "recursions that took more than 10 ms to find");
        }
        if (nmis) {
            cycle.ofNmis.expectSound("NMIs");
        }
    }
}
