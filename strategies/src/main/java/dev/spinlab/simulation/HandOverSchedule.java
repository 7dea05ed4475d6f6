package dev.spinlab.simulation;

import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.HandOverCarrier.State;
import java.util.Arrays;
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
    private final SpinClock spinning = new SpinClock();
    private final Gate driver = new Gate();
    private Contenders contenders = new Contenders(0, this::nanoTime);
    private @Nullable HandOverCarrier running;
    private @Nullable Throwable failure;
    private boolean abandoned;

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
        if (contenders.all().isEmpty()) {
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
        for (HandOverCarrier carrier : contenders.all()) {
            if (carrier.state != State.ENDED) {
                handTo(carrier);
                driver.pass();
            }
        }
        contenders.clear();
        abandoned = false;
    }

    // ---- carriers --------------------------------------------------------------------------------------------------

    /** Unwinds a task after another one has failed. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("another task has failed");
        }
    }

    private static HandOverCarrier carrier(Task task) {
        return (HandOverCarrier) Objects.requireNonNull(task.carrier(), "task is not of this machine");
    }

    private HandOverCarrier running() {
        return Objects.requireNonNull(running, "no task runs");
    }

    @Override
    void attached(Machine served) {
        contenders = new Contenders(served.cpuCount(), this::nanoTime);
    }

    @Override
    public void adopt(Task task) {
        task.setCarrier(new HandOverCarrier(task));
    }

    @Override
    public void start(Task task, Runnable body) {
        HandOverCarrier carrier = carrier(task);
        contenders.add(carrier);
        CarrierThreads.CarrierThread thread = threads.thread(carrier.number);
        carrier.thread = thread;
        thread.assign(() -> carry(carrier, body));
    }

    private void carry(HandOverCarrier carrier, Runnable body) {
        try {
            checkNotAbandoned();
            body.run();
        } catch (Throwable thrown) {
            if (failure == null && !(thrown instanceof Abandoned)) {
                failure = thrown;
            }
        }
        carrier.state = State.ENDED;
        contenders.gotOn();
        if (failure != null || abandoned || contenders.allEnded()) {
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

    private void handTo(HandOverCarrier next) {
        running = next;
        next.thread().gate.open();
    }

    /** Gives the baton to {@code next} and waits until it comes back. */
    private void switchAndWait(HandOverCarrier self, HandOverCarrier next) {
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
    private HandOverCarrier pick() {
        while (true) {
            int count = contenders.candidates(null);
            int[] options = contenders.options();
            if (count == 1) {
                return contenders.at(options[0] - Action.TASK);
            }
            if (count > 1) {
                Director asked = director();
                return contenders.at((asked == null ? options[0] : asked.next(options, count)) - Action.TASK);
            }
            HandOverCarrier spinner = contenders.spinner();
            if (spinner != null) {
                return spinner;
            }
            if (!passTime()) {
                throw new NobodyCanGoOn("nobody can go on: " + describe());
            }
        }
    }

    private boolean passTime() {
        long first = contenders.firstWakeNanos();
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
        HandOverCarrier self = running;
        if (self == null) {
            return;
        }
        checkNotAbandoned();
        if (self.task.cpu() != cpu && !inLoop()) {
            throw new ContextViolation(self.task + " takes a step of cpu " + cpu.id());
        }
        self.steps++;
        if (!self.spins) {
            contenders.gotOn();
        } else if (self.steps - self.spinStep > 16 + 4L * contenders.cpus()) {
            self.spins = false;
            spinning.reset();
            contenders.gotOn();
        }
    }

    @Override
    boolean mayAsk() {
        return running != null && !spinning.longSpin();
    }

    @Override
    int[] options(Cpu cpu) {
        HandOverCarrier self = running();
        int count = contenders.candidates(self);
        boolean contended = contended(cpu);
        int[] offered = Arrays.copyOf(contenders.options(), contended ? count + 1 : count);
        if (contended) {
            offered[count] = Action.PREEMPT;
        }
        return offered;
    }

    @Override
    void switchTo(int number) {
        switchAndWait(running(), contenders.at(number));
    }

    @Override
    public void pause() {
        HandOverCarrier self = running;
        if (self == null) {
            return;
        }
        self.spins = true;
        self.spinStep = self.steps;
        self.sawProgress = contenders.progress();
        if (contenders.candidates(self) > 0) {
            switchAndWait(self, pick());
            return;
        }
        advance(spinning.spin());
        if (spinning.hopeless()) {
            throw new NobodyCanGoOn("all spin for ever: " + describe());
        }
        if (++self.spinTurn % SPIN_TURN == 0) {
            HandOverCarrier next = contenders.spinner();
            if (next != null) {
                switchAndWait(self, next);
            }
        }
    }

    // ---- CPUs and sleep --------------------------------------------------------------------------------------------

    @Override
    boolean isFree(Cpu cpu) {
        return contenders.queue(cpu).isFree();
    }

    @Override
    public void acquire(Task task) {
        HandOverCarrier self = carrier(task);
        if (!contenders.queue(task.cpu()).tryTake(self)) {
            switchAndWait(self, pick());
        }
    }

    @Override
    public void release(Task task) {
        contenders.gotOn();
        contenders.queue(task.cpu()).giveAway();
    }

    @Override
    public void yieldCpu(Task task) {
        HandOverCarrier self = carrier(task);
        if (contenders.giveWay(task.cpu(), self)) {
            switchAndWait(self, pick());
        }
    }

    @Override
    public boolean contended(Cpu cpu) {
        return contenders.contended(cpu);
    }

    @Override
    public void park(Task task, long nanos) {
        HandOverCarrier self = carrier(task);
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
    private void sleepAlone(HandOverCarrier self, long nanos) {
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
        return contenders.describe();
    }
}
