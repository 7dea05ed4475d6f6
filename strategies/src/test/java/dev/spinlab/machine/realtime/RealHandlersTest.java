package dev.spinlab.machine.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.list.PlainList;
import dev.spinlab.list.PlainNode;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.machine.pinning.Pinning;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real interrupts over pushes to lists, where the operating system allows them: what nothing protects loses nodes, what is
 * protected loses none.
 */
@Timeout(120)
class RealHandlersTest {
    private static final int PUSHES_PER_ROUND = 1_000;

    /** Of interrupts over an unprotected push one in a hundred does damage; so this is more than enough. */
    private static final long ENOUGH = 20_000;

    private static final int ATTEMPTS = 5;

    /** SCHED_FIFO. */
    private static final int FIFO = 1;

    private final Pinning pinning = new AffinityPinning();

    /** Where nodes are pushed, and by whom: the handler pushes like the task. */
    private interface Pushed {
        void push(Cpu cpu);

        /** Takes all off and returns how many there were. */
        long takeAll(Cpu cpu);
    }

    /** A plain list, masked or not. */
    private static final class Plain implements Pushed {
        private final PlainList<Object> list = new PlainList<>();
        private final boolean masked;

        Plain(boolean masked) {
            this.masked = masked;
        }

        @Override
        public void push(Cpu cpu) {
            PlainNode<Object> node = new PlainNode<>(this);
            if (masked) {
                cpu.irqSave();
                list.add(cpu, node);
                cpu.irqRestore();
            } else {
                list.add(cpu, node);
            }
        }

        @Override
        public long takeAll(Cpu cpu) {
            long count = 0;
            PlainNode<Object> node = list.takeAll(cpu);
            while (node != null) {
                count++;
                node = node.nextAcquire();
            }
            return count;
        }
    }

    private static final class Lockless implements Pushed {
        private final LocklessList list = new LocklessList();

        private static final class Node extends LocklessNode {}

        @Override
        public void push(Cpu cpu) {
            list.push(cpu, new Node());
        }

        @Override
        public long takeAll(Cpu cpu) {
            long count = 0;
            LocklessNode node = list.takeAll(cpu);
            while (node != null) {
                count++;
                node = node.nextInChain();
            }
            return count;
        }
    }

    /** What one run saw. */
    private record Seen(
            long lost, InterruptCounts counts, @Nullable Throwable failure) {}

    @BeforeEach
    void needsRealtimeThreads() {
        String reason = "";
        try {
            RealtimeInterrupts.check(LinuxThreads.open(), pinning);
        } catch (RealtimeUnavailable unavailable) {
            reason = String.valueOf(unavailable.getMessage());
            System.err.println("RealHandlersTest skipped: " + reason);
        }
        assumeTrue(reason.isEmpty(), reason);
    }

    /** Pushes until enough interrupts have come, or something is lost. */
    private Seen run(Pushed pushed, boolean nmi) throws Exception {
        Period period = new Period(50_000, true);
        RealtimeInterrupts source = new RealtimeInterrupts(new RealtimeSettings(
                LinuxThreads.open(),
                pinning,
                nmi ? null : period,
                nmi ? period : null,
                1,
                RealtimeSettings.HANDLER_LIMIT_NANOS,
                message -> {}));
        long[] byHandlers = new long[1];
        Machine machine = Machine.builder().interruptible().pinning(pinning).build();
        machine.setInterrupts(source, (cpu, level) -> {
            byHandlers[0]++;
            pushed.push(cpu);
        });
        machine.start();
        Task task = machine.newTask(0, "pushes");
        CompletableFuture<Long> lost = new CompletableFuture<>();
        machine.schedule().start(task, () -> {
            try {
                task.bind();
                task.enter();
                long difference = 0;
                while (difference == 0
                        && source.counts().handled() + source.counts().pended() < ENOUGH) {
                    difference = round(task.cpu(), source, pushed, byHandlers);
                }
                task.leave();
                lost.complete(difference);
            } catch (Throwable thrown) {
                lost.completeExceptionally(thrown);
            }
        });
        try {
            return new Seen(lost.get(), source.counts(), source.failure());
        } finally {
            machine.stop();
        }
    }

    /** Returns how many nodes are missing of those that the task and the handlers pushed. */
    private static long round(Cpu cpu, RealtimeInterrupts source, Pushed pushed, long[] byHandlers) {
        for (int i = 0; i < PUSHES_PER_ROUND; i++) {
            pushed.push(cpu);
        }
        source.switchOff();
        // Runs what came while a pended handler ran, and would else come at the next step.
        cpu.operationEnd();
        long expected = PUSHES_PER_ROUND + byHandlers[0];
        byHandlers[0] = 0;
        long difference = expected - pushed.takeAll(cpu);
        source.switchOn();
        return difference;
    }

    /**
     * Runs until no handler was torn: what a torn one did is no interrupt's doing. On a new list each time, since handlers that
     * come after the last round leave nodes on theirs.
     */
    private Seen untorn(Supplier<Pushed> lists, boolean nmi) throws Exception {
        Seen seen = run(lists.get(), nmi);
        for (int attempt = 1; seen.counts().torn() > 0 && attempt < ATTEMPTS; attempt++) {
            seen = run(lists.get(), nmi);
        }
        assumeTrue(seen.counts().torn() == 0, "the JVM stopped handlers in the middle: " + seen.counts());
        assertThat(seen.failure()).isNull();
        return seen;
    }

    @Test
    void anUnprotectedListLosesNodesToAnInterrupt() throws Exception {
        assertThat(untorn(() -> new Plain(false), false).lost()).isNotZero();
    }

    @Test
    void aMaskedListLosesNoneToAnInterruptAndSomeToAnNmi() throws Exception {
        Seen seen = untorn(() -> new Plain(true), false);

        assertThat(seen.lost()).isZero();
        assertThat(seen.counts().pended()).as("interrupts that met the mask").isPositive();
        assertThat(untorn(() -> new Plain(true), true).lost()).isNotZero();
    }

    @Test
    void aLocklessListLosesNoneToEither() throws Exception {
        assertThat(untorn(Lockless::new, false).lost()).isZero();
        assertThat(untorn(Lockless::new, true).lost()).isZero();
    }

    /** The scheduling policies of all threads of this process, by the 41st field of their stat files. */
    private static List<Integer> policies() throws IOException {
        List<Integer> policies = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    // The name, in parentheses, may hold blanks; the third field comes after it.
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    policies.add(Integer.parseInt(fields[41 - 3]));
                } catch (NoSuchFileException ended) {
                    // A thread that has ended since has no policy.
                }
            }
        }
        return policies;
    }

    @Test
    void aHandlerThatNeverEndsIsEndedAndNobodyHasRealTimePriorityAfterwards() throws Exception {
        CompletableFuture<RunawayHandler> ended = new CompletableFuture<>();
        CompletableFuture<List<Integer>> meanwhile = new CompletableFuture<>();
        AtomicBoolean forEver = new AtomicBoolean(true);
        RealtimeInterrupts source = new RealtimeInterrupts(new RealtimeSettings(
                LinuxThreads.open(), pinning, null, new Period(1_000_000, false), 1, 5_000_000, ended::complete));
        Machine machine = Machine.builder().interruptible().pinning(pinning).build();
        machine.setInterrupts(source, (cpu, level) -> {
            while (forEver.get()) {
                Thread.onSpinWait();
            }
        });
        List<Integer> before = policies();
        machine.start();
        Task task = machine.newTask(0, "interrupted");
        machine.schedule().start(task, () -> {
            try {
                meanwhile.complete(policies());
                task.bind();
                task.enter();
                while (forEver.get()) {
                    task.cpu().step();
                }
                task.leave();
            } catch (IOException e) {
                meanwhile.completeExceptionally(e);
            }
        });
        RunawayHandler runaway = ended.get(60, TimeUnit.SECONDS);
        assertThat(runaway.waited()).as("it spins whoever runs").isFalse();
        assertThat(runaway)
                .hasMessageContaining("NMI handler of cpu 0")
                .hasMessageContaining("all threads have ordinary");
        assertThat(before).doesNotContain(FIFO);
        assertThat(meanwhile.get(60, TimeUnit.SECONDS))
                .as("the NMI thread and the watchdog")
                .contains(FIFO);
        assertThat(policies()).doesNotContain(FIFO);
        forEver.set(false);
        machine.stop();
    }
}
