package dev.spinlab.conformance;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.simulation.ManualSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A machine on a manual schedule, whose tasks a check tells to lock and unlock, and whose handlers it sets per CPU. */
final class LockBench implements AutoCloseable {
    static final long MILLI = 1_000_000;

    /** The word of a lock that is held. */
    static final int LOCKED = 1;

    /** The bit of the pending waiter. */
    static final int PENDING = 1 << 8;

    static final int LOCKED_PENDING_MASK = 0xffff;

    /** Where {@link #finishAll} gives up: far beyond any timeout. */
    private static final long ENDLESS_NANOS = 30_000 * MILLI;

    private final ManualSchedule schedule = new ManualSchedule();
    private final Machine machine;
    private final InterruptHandler[] handlers;

    LockBench(int cpus) {
        machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        handlers = new InterruptHandler[cpus];
        Arrays.fill(handlers, (InterruptHandler) (cpu, level) -> {});
        machine.setInterrupts(InterruptSource.none(), (cpu, level) -> handlers[cpu.id()].handle(cpu, level));
        machine.start();
    }

    /** Runs {@code body} on a new machine. */
    static void on(int cpus, Consumer<LockBench> body) {
        try (LockBench bench = new LockBench(cpus)) {
            body.accept(bench);
        }
    }

    /** Runs {@code body} once per profile, each on a new machine. */
    static void onEach(int cpus, BiConsumer<LockBench, LockProfile> body) {
        for (LockProfile profile : LockProfile.values()) {
            on(cpus, bench -> body.accept(bench, profile));
        }
    }

    /** Returns the kernel's times, with the clock looked at in every spin, so that a check need not spin 65,536 times. */
    static LockParameters parameters(LockProfile profile) {
        return LockParameters.current().withProfile(profile).withSpinsPerClockRead(1);
    }

    static ResilientQueuedSpinLock lock(LockProfile profile, String name) {
        return ResilientQueuedSpinLock.of(name, parameters(profile));
    }

    /** Returns a lock whose waiters race for the word. */
    static ResilientQueuedSpinLock racing(LockProfile profile, String name) {
        return ResilientQueuedSpinLock.of(name, parameters(profile).withTestAndSet(true));
    }

    /** Returns the tail of a word on which node {@code index} of {@code cpu} is the last in the queue. */
    static int tail(int cpu, int index) {
        return ((cpu + 1) << 18) | (index << 16);
    }

    ManualSchedule schedule() {
        return schedule;
    }

    Cpu cpu(int id) {
        return machine.cpu(id);
    }

    /** Returns a new task on {@code cpu}, ready to be told what to do. */
    Contender contender(int cpu) {
        return new Contender(this, cpu);
    }

    /** Returns {@code count} new tasks, one per CPU, from CPU 0. */
    Contender[] contenders(int count) {
        Contender[] result = new Contender[count];
        Arrays.setAll(result, this::contender);
        return result;
    }

    /** Sets what interrupts do on {@code cpu}. */
    void onInterrupt(int cpu, InterruptHandler handler) {
        handlers[cpu] = handler;
    }

    /** Returns the time of the schedule. */
    long nanoTime() {
        return schedule.nanoTime();
    }

    void advance(long nanos) {
        schedule.advance(nanos);
    }

    void advanceMillis(long millis) {
        schedule.advance(millis * MILLI);
    }

    /**
     * Lets all {@code contenders} run side by side to the end of their commands: each goes a few steps, drawn from
     * {@code seed}, then the clock moves by {@code nanosPerRound}.
     */
    void finishAll(List<Contender> contenders, long seed, long nanosPerRound) {
        finishAll(contenders, seed, nanosPerRound, random -> {});
    }

    /** As above, with something that happens before each round. */
    void finishAll(List<Contender> contenders, long seed, long nanosPerRound, Consumer<Random> beforeRound) {
        Random random = new Random(seed);
        long limit = nanoTime() + ENDLESS_NANOS;
        while (contenders.stream().anyMatch(Contender::busy)) {
            beforeRound.accept(random);
            for (Contender contender : contenders) {
                if (contender.busy()) {
                    contender.run(1 + random.nextInt(8));
                }
            }
            advance(nanosPerRound);
            Expect.that(nanoTime() < limit, "every attempt comes to an end");
        }
    }

    /** Nobody holds, waits for or remembers anything. */
    void expectAtRest(ResilientQueuedSpinLock... locks) {
        for (ResilientQueuedSpinLock lock : locks) {
            expectWord(lock, 0, "nobody is left");
        }
        for (int id = 0; id < machine.cpuCount(); id++) {
            expectHolds(cpu(id), 0);
        }
    }

    /** The CPU holds so many locks and is otherwise as if no attempt had been made. */
    static void expectHolds(Cpu cpu, int locks) {
        Expect.equal(cpu.queueNode(0).inUse(), 0, "queue nodes in use on " + cpu);
        Expect.equal(cpu.heldLocks().depth(), locks, "entries in the table of " + cpu);
        Expect.equal(cpu.preemptionDisabled(), locks > 0, "preemption disabled on " + cpu);
        Expect.equal(cpu.irqsMasked(), false, "interrupts masked on " + cpu);
    }

    /** The word is {@code expected}; both are shown in hexadecimal. */
    static void expectWord(ResilientQueuedSpinLock lock, int expected, String when) {
        Expect.equal(hex(lock.word()), hex(expected), "word of " + lock + ", " + when);
    }

    private static String hex(int word) {
        return String.format("0x%08x", word);
    }

    /** The answer is {@code expected}, and stands for {@code errno}. */
    static void expectAnswer(LockResult actual, LockResult expected, int errno, String what) {
        Expect.equal(actual, expected, what);
        Expect.equal(actual.errno().number(), errno, "error number: " + what);
    }

    @Override
    public void close() {
        schedule.close();
    }
}
