package dev.spinlab.simulation;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread per task, of which one runs: whoever has the baton. At every step the director may give it to a task of another
 * CPU; when its holder ends, sleeps, spins or waits for its CPU, it goes to one that can go on.
 *
 * <p>A task that spins gives way to whoever does not. While all spin, time passes. So a wait costs no schedule, and a
 * deadlock is a state with a name: {@link NobodyCanGoOn}.
 */
public final class HandOverSchedule extends SimulatedSchedule {
    /** More than the 65,536 spins between two looks at the clock. */
    private static final long SPIN_TURN = 70_000;

    private final CarrierThreads threads;
    private final List<Carrier> carriers = new ArrayList<>();
    private final SpinClock spinning = new SpinClock();
    private final Gate driver = new Gate();
    private CpuQueue[] queues = {};
    private int[] options = new int[8];
    private @Nullable Carrier running;
    private @Nullable Throwable failure;
    private boolean abandoned;
    private long progress;

    /** Creates one that lets a machine take so many steps under a director, on the threads of a pool. */
    public HandOverSchedule(long stepLimit, CarrierThreads threads) {
        super(stepLimit);
        this.threads = threads;
    }

    // ---- the explorer's side ---------------------------------------------------------------------------------------

    /**
     * Runs all tasks given to {@link #start} to their ends.
     *
     * @throws NobodyCanGoOn in a deadlock
     */
    public void run() {
        if (carriers.isEmpty()) {
            return;
        }
        handTo(pick());
        driver.pass();
        unwind();
        running = null;
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Ends the tasks that a failure left standing, each by an exception in its own thread. */
    private void unwind() {
        abandoned = true;
        for (Carrier carrier : carriers) {
            if (carrier.state != State.ENDED) {
                handTo(carrier);
                driver.pass();
            }
        }
        carriers.clear();
        abandoned = false;
    }

    // ---- carriers --------------------------------------------------------------------------------------------------

    private enum State {
        /** Has its CPU, or is about to ask for it. */
        READY,
        WAITS_FOR_CPU,
        SLEEPS,
        ENDED
    }

    /** Unwinds a task after another one has failed. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("another task has failed");
        }
    }

    private static final class Carrier {
        final Task task;
        State state = State.READY;
        CarrierThreads.@Nullable CarrierThread thread;
        int number;
        boolean woken;
        long wakeAtNanos;
        boolean spins;
        long spinStep;
        long spinTurn;
        long sawProgress;
        long steps;

        Carrier(Task task) {
            this.task = task;
        }

        CarrierThreads.CarrierThread thread() {
            return Objects.requireNonNull(thread, "task has not been started");
        }
    }

    /** Who holds a CPU, and who waits for it in order of arrival. */
    private static final class CpuQueue {
        @Nullable
        Carrier holder;

        final List<Carrier> waiting = new ArrayList<>();
    }

    private static Carrier carrier(Task task) {
        return (Carrier) Objects.requireNonNull(task.carrier(), "task is not of this machine");
    }

    private Carrier running() {
        return Objects.requireNonNull(running, "no task runs");
    }

    private CpuQueue queue(Task task) {
        return queues[task.cpu().id()];
    }

    @Override
    void attached(Machine served) {
        queues = new CpuQueue[served.cpuCount()];
        Arrays.setAll(queues, id -> new CpuQueue());
    }

    @Override
    public void adopt(Task task) {
        task.setCarrier(new Carrier(task));
    }

    @Override
    public void start(Task task, Runnable body) {
        Carrier carrier = carrier(task);
        carrier.number = carriers.size();
        CarrierThreads.CarrierThread thread = threads.thread(carrier.number);
        carrier.thread = thread;
        thread.assign(() -> carry(carrier, body));
        carriers.add(carrier);
    }

    private void carry(Carrier carrier, Runnable body) {
        try {
            checkNotAbandoned();
            body.run();
        } catch (Throwable thrown) {
            if (failure == null && !(thrown instanceof Abandoned)) {
                failure = thrown;
            }
        }
        carrier.state = State.ENDED;
        progress++;
        if (failure != null || abandoned || carriers.stream().allMatch(one -> one.state == State.ENDED)) {
            driver.open();
        } else {
            passOn();
        }
    }

    /** At the end of a task: the next one gets the baton, or the driver if that is impossible. */
    private void passOn() {
        try {
            handTo(pick());
        } catch (Throwable stuck) {
            failure = stuck;
            driver.open();
        }
    }

    private void handTo(Carrier next) {
        running = next;
        next.thread().gate.open();
    }

    /** Gives the baton to {@code next} and waits until it comes back. */
    private void switchAndWait(Carrier self, Carrier next) {
        if (next != self) {
            handTo(next);
            self.thread().gate.pass();
            checkNotAbandoned();
        }
    }

    private void checkNotAbandoned() {
        if (abandoned) {
            throw new Abandoned();
        }
    }

    /** Chooses who goes on now that the running task cannot. Time passes until somebody can. */
    private Carrier pick() {
        while (true) {
            int count = candidates(null);
            if (count == 1) {
                return carriers.get(options[0] - Action.TASK);
            }
            if (count > 1) {
                Director asked = director();
                return carriers.get((asked == null ? options[0] : asked.next(options, count)) - Action.TASK);
            }
            Carrier spinner = spinner();
            if (spinner != null) {
                return spinner;
            }
            if (!passTime()) {
                throw new NobodyCanGoOn("nobody can go on: " + describe());
            }
        }
    }

    /** Collects the options to run somebody else than {@code self}: those that can go on and do not merely spin. */
    private int candidates(@Nullable Carrier self) {
        if (options.length < carriers.size()) {
            options = new int[carriers.size()];
        }
        int count = 0;
        for (Carrier carrier : carriers) {
            if (carrier != self && canGoOn(carrier) && !(carrier.spins && carrier.sawProgress == progress)) {
                options[count++] = Action.TASK + carrier.number;
            }
        }
        return count;
    }

    private boolean isReady(Carrier carrier) {
        if (carrier.state == State.SLEEPS && (carrier.woken || carrier.wakeAtNanos <= nanoTime())) {
            carrier.state = State.READY;
        }
        return carrier.state == State.READY;
    }

    private boolean canGoOn(Carrier carrier) {
        if (!isReady(carrier)) {
            return false;
        }
        Carrier holder = queue(carrier.task).holder;
        return holder == null || holder == carrier;
    }

    /** All who can go on spin: the one whose turn it is, so that each gets to its next look at the clock. */
    private @Nullable Carrier spinner() {
        Carrier least = null;
        for (Carrier carrier : carriers) {
            if (canGoOn(carrier) && (least == null || carrier.spinTurn < least.spinTurn)) {
                least = carrier;
            }
        }
        return least;
    }

    private boolean passTime() {
        long first = Long.MAX_VALUE;
        for (Carrier carrier : carriers) {
            if (carrier.state == State.SLEEPS) {
                first = Math.min(first, carrier.wakeAtNanos);
            }
        }
        if (first == Long.MAX_VALUE) {
            return false;
        }
        if (!runLoop(first)) {
            moveClockTo(first);
        }
        return true;
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    @Override
    void stepTaken(Cpu cpu) {
        Carrier self = running;
        if (self == null) {
            return;
        }
        checkNotAbandoned();
        self.steps++;
        if (!self.spins) {
            progress++;
        } else if (self.steps - self.spinStep > 16 + 4L * queues.length) {
            self.spins = false;
            spinning.reset();
            progress++;
        }
    }

    @Override
    boolean mayAsk() {
        return running != null && !spinning.longSpin();
    }

    @Override
    int[] options(Cpu cpu) {
        Carrier self = running();
        int count = candidates(self);
        boolean contended = contended(cpu);
        int[] offered = Arrays.copyOf(options, contended ? count + 1 : count);
        if (contended) {
            offered[count] = Action.PREEMPT;
        }
        return offered;
    }

    @Override
    void switchTo(int number) {
        switchAndWait(running(), carriers.get(number));
    }

    @Override
    public void pause() {
        Carrier self = running;
        if (self == null) {
            return;
        }
        self.spins = true;
        self.spinStep = self.steps;
        self.sawProgress = progress;
        if (candidates(self) > 0) {
            switchAndWait(self, pick());
            return;
        }
        advance(spinning.spin());
        if (spinning.hopeless()) {
            throw new NobodyCanGoOn("all spin for ever: " + describe());
        }
        if (++self.spinTurn % SPIN_TURN == 0) {
            Carrier next = spinner();
            if (next != null) {
                switchAndWait(self, next);
            }
        }
    }

    // ---- CPUs and sleep --------------------------------------------------------------------------------------------

    @Override
    boolean isFree(Cpu cpu) {
        return queues[cpu.id()].holder == null;
    }

    @Override
    public void acquire(Task task) {
        Carrier self = carrier(task);
        CpuQueue queue = queue(task);
        if (queue.holder == null || queue.holder == self) {
            queue.holder = self;
        } else {
            enqueue(queue, self);
            switchAndWait(self, pick());
        }
    }

    private static void enqueue(CpuQueue queue, Carrier carrier) {
        carrier.state = State.WAITS_FOR_CPU;
        queue.waiting.add(carrier);
    }

    @Override
    public void release(Task task) {
        progress++;
        giveAway(queue(task));
    }

    private static void giveAway(CpuQueue queue) {
        queue.holder = queue.waiting.isEmpty() ? null : queue.waiting.remove(0);
        if (queue.holder != null) {
            queue.holder.state = State.READY;
        }
    }

    @Override
    public void yieldCpu(Task task) {
        CpuQueue queue = queue(task);
        Carrier self = carrier(task);
        Carrier arrival = arrival(task.cpu());
        if (!queue.waiting.isEmpty()) {
            giveAway(queue);
        } else if (arrival != null) {
            queue.holder = arrival;
        } else {
            return;
        }
        enqueue(queue, self);
        switchAndWait(self, pick());
    }

    @Override
    public boolean contended(Cpu cpu) {
        return !queues[cpu.id()].waiting.isEmpty() || arrival(cpu) != null;
    }

    /** A task that would ask for {@code cpu} if it were let run. */
    private @Nullable Carrier arrival(Cpu cpu) {
        for (Carrier carrier : carriers) {
            if (carrier.task.cpu() == cpu && carrier != queues[cpu.id()].holder && isReady(carrier)) {
                return carrier;
            }
        }
        return null;
    }

    @Override
    public void park(Task task, long nanos) {
        Carrier self = carrier(task);
        if (running == null) {
            sleepAlone(self, nanos);
            return;
        }
        if (!self.woken) {
            self.state = State.SLEEPS;
            self.wakeAtNanos = nanoTime() + nanos;
            switchAndWait(self, pick());
            self.state = State.READY;
        }
        self.woken = false;
    }

    /** A task of the driver's own thread, before and after the run. */
    private void sleepAlone(Carrier self, long nanos) {
        long wakeAtNanos = nanoTime() + nanos;
        while (!self.woken && nanoTime() < wakeAtNanos) {
            if (!runLoop(wakeAtNanos)) {
                moveClockTo(wakeAtNanos);
            }
        }
        self.woken = false;
    }

    @Override
    public void wake(Task task) {
        if (!wakeLoop(task)) {
            carrier(task).woken = true;
        }
    }

    @Override
    String describe() {
        StringBuilder text = new StringBuilder();
        for (Carrier carrier : carriers) {
            if (carrier.state != State.ENDED) {
                text.append(text.length() == 0 ? "" : "; ")
                        .append(carrier.task)
                        .append(carrier.spins ? " spins" : " " + carrier.state)
                        .append(Frames.where(carrier.thread().stack()));
            }
        }
        return text.toString();
    }
}
