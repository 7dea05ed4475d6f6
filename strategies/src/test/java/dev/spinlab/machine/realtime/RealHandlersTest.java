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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** A run takes 2 s. */
    private static final int RUN_SECONDS = 40;

    /** SCHED_FIFO. */
    private static final int FIFO = 1;

    private final Pinning pinning = new AffinityPinning();

    /** Where nodes are pushed, and by whom: the handler pushes like the task. */
    private interface Pushed {
        void push(Cpu cpu);

        default void pushByHandler(Cpu cpu) {
            push(cpu);
        }

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

    /**
     * A handler that finds the task in a push waits for it to leave that, as one that needs a lock of the JVM does which the
     * task holds, and spins as it does there. One that comes between pushes does not: the task may be waiting for handlers.
     */
    private static final class Waits implements Pushed {
        private final Lockless pushed = new Lockless();
        private volatile boolean pushing;
        private volatile boolean leftPush;

        @Override
        public void push(Cpu cpu) {
            pushing = true;
            pushed.push(cpu);
            pushing = false;
            leftPush = true;
        }

        @Override
        public void pushByHandler(Cpu cpu) {
            // In this order: whoever is in a push after it has still to leave one.
            leftPush = false;
            while (pushing && !leftPush) {
                Thread.onSpinWait();
            }
            pushed.push(cpu);
        }

        @Override
        public long takeAll(Cpu cpu) {
            return pushed.takeAll(cpu);
        }
    }

    /** What one run saw. */
    private record Seen(
            long lost, InterruptCounts counts, @Nullable Throwable failure) {
        /** Whether what it saw may be the JVM's doing: a handler of which the task ran a part, or that waited for the task. */
        boolean disturbed() {
            return counts.torn() > 0 || (failure instanceof RunawayHandler runaway && runaway.waited());
        }
    }

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

    /** Pushes until enough interrupts have come, something is lost, or no more come since a handler failed. */
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
            pushed.pushByHandler(cpu);
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
                        && source.failure() == null
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
            return new Seen(lost.get(RUN_SECONDS, TimeUnit.SECONDS), source.counts(), source.failure());
        } catch (TimeoutException unending) {
            throw new AssertionError("still pushing after " + source.counts() + ", " + stacks(), unending);
        } finally {
            machine.stop();
        }
    }

    private static String stacks() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(thread -> thread.getKey().getName() + " at " + Arrays.toString(thread.getValue()))
                .collect(Collectors.joining("\n", "threads:\n", ""));
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
     * Runs until the JVM disturbed no handler: what a torn one did is no interrupt's doing, and after one that waited for its
     * task no more come. On a new list each time, since handlers that come after the last round leave nodes on theirs.
     */
    private Seen undisturbed(Supplier<Pushed> lists, boolean nmi) throws Exception {
        Seen seen = run(lists.get(), nmi);
        for (int attempt = 1; seen.disturbed() && attempt < ATTEMPTS; attempt++) {
            seen = run(lists.get(), nmi);
        }
        assumeTrue(!seen.disturbed(), "the JVM disturbed handlers: " + seen);
        assertThat(seen.failure()).isNull();
        return seen;
    }

    @Test
    void anUnprotectedListLosesNodesToAnInterrupt() throws Exception {
        assertThat(undisturbed(() -> new Plain(false), false).lost()).isNotZero();
    }

    @Test
    void aMaskedListLosesNoneToAnInterruptAndSomeToAnNmi() throws Exception {
        Seen seen = undisturbed(() -> new Plain(true), false);

        assertThat(seen.lost()).isZero();
        assertThat(seen.counts().pended()).as("interrupts that met the mask").isPositive();
        assertThat(undisturbed(() -> new Plain(true), true).lost()).isNotZero();
    }

    @Test
    void aLocklessListLosesNoneToEither() throws Exception {
        assertThat(undisturbed(Lockless::new, false).lost()).isZero();
        assertThat(undisturbed(Lockless::new, true).lost()).isZero();
    }

    @Test
    void aRunWhoseHandlerWaitedForItsTaskEndsAndIsNoResult() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Seen waited = run(new Waits(), false);
        Seen result = undisturbed(() -> runs.getAndIncrement() == 0 ? new Waits() : new Lockless(), false);

        assertThat(waited.failure()).isInstanceOf(RunawayHandler.class);
        assertThat(waited.disturbed()).isTrue();
        assertThat(runs.get()).as("runs until there is a result").isGreaterThan(1);
        assertThat(result.failure()).isNull();
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
