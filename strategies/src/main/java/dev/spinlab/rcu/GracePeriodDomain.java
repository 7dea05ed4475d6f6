package dev.spinlab.rcu;

import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.ReadSide;
import dev.spinlab.machine.Subsystem;
import dev.spinlab.machine.Task;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One kind of read section, its grace periods and its callbacks.
 *
 * <p>Readers pay a plain counter. {@link #call} may be used in any context, NMI included. {@link #synchronize} and
 * {@link #barrier} sleep, so the caller's task must hold its CPU and be neither atomic nor in a section of this domain.
 */
public abstract class GracePeriodDomain implements Subsystem, DomainReaders {
    /*
     * Implementation notes.
     *
     * A CPU passes a quiescent state for the started period when a tick finds it outside all sections, when it switches
     * tasks, when it is idle, and at the end of the outermost section if a tick asked for that. A task that is switched out
     * inside a section takes the obligation with it: it blocks the started period if its CPU has not passed that one yet,
     * otherwise only those that start later.
     *
     * The one ordering argument. An updater unlinks, then asks for a period that starts later (fence in CpuCallbacks and in
     * snapshot()). A CPU that passes for it has read the period's number after the start, so a section it enters later
     * begins after the unlink; a section it was in before ended before the report, which is a volatile write.
     */
    private static final long MIN_POLL_NANOS = 50_000;
    private static final long MAX_POLL_NANOS = 1_000_000;

    private final String name;
    private final Machine machine;
    private final GracePeriods periods;
    private final CpuQuiescence[] quiescence;
    private final CpuCallbacks[] callbacks;
    private final long pollNanos;
    private final List<Consumer<Cpu>> beforeCallbacks = new ArrayList<>();

    GracePeriodDomain(String name, Machine machine, long minLengthNanos) {
        this.name = name;
        this.machine = machine;
        periods = new GracePeriods(machine, this, minLengthNanos);
        quiescence = new CpuQuiescence[machine.cpuCount()];
        Arrays.setAll(quiescence, id -> new CpuQuiescence());
        callbacks = new CpuCallbacks[machine.cpuCount()];
        Arrays.setAll(callbacks, id -> new CpuCallbacks());
        pollNanos = Math.max(MIN_POLL_NANOS, Math.min(MAX_POLL_NANOS, minLengthNanos / 4));
    }

    @Override
    public final long passedVolatile(int id) {
        return quiescence[id].passedVolatile();
    }

    // ---- readers ---------------------------------------------------------------------------------------------------

    /** Enters a read section; nests. Any context. */
    public final void readLock(Cpu cpu) {
        setNesting(cpu, nesting(cpu) + 1);
    }

    /**
     * Leaves a read section.
     *
     * @throws ContextViolation if the caller is in none
     */
    public final void readUnlock(Cpu cpu) {
        int left = nesting(cpu) - 1;
        if (left < 0) {
            throw new ContextViolation(name + " read section left without having been entered");
        }
        setNesting(cpu, left);
        if (left == 0) {
            ReadSide side = of(cpu.current());
            if (side.reportWanted()) {
                side.clearReport();
                pass(cpu);
            }
        }
    }

    /** Returns whether the running task is in a section of this domain; always, in a handler on a thread of its own. */
    public final boolean reading(Cpu cpu) {
        return nesting(cpu) != 0;
    }

    /** Returns how deep the task on {@code cpu} is in sections of this domain. */
    abstract int nesting(Cpu cpu);

    /** Sets how deep the task on {@code cpu} is in sections of this domain. */
    abstract void setNesting(Cpu cpu, int nesting);

    // ---- updaters --------------------------------------------------------------------------------------------------

    /** Runs {@code callback} for {@code head} after a grace period. Any context; allocates nothing. */
    public final void call(Cpu cpu, RcuHead head, RcuHead.Callback callback) {
        head.prepare(callback);
        callbacks[cpu.id()].queue(cpu, head);
    }

    /**
     * Sleeps until a grace period has passed that began after this call.
     *
     * @throws ContextViolation in atomic context or inside a section of this domain
     */
    public final void synchronize(Cpu cpu) {
        synchronizeMult(cpu, this);
    }

    /**
     * Sleeps until one grace period of each domain has passed; they run at the same time, so this takes as long as the
     * longest.
     *
     * @throws ContextViolation as for {@link #synchronize}
     */
    public static void synchronizeMult(Cpu cpu, GracePeriodDomain... domains) {
        long[] targets = new long[domains.length];
        for (int i = 0; i < domains.length; i++) {
            domains[i].checkMayWait(cpu, "synchronize");
            targets[i] = domains[i].snapshot();
        }
        for (int i = 0; i < domains.length; i++) {
            GracePeriodDomain domain = domains[i];
            while (domain.periods.completedVolatile() < targets[i]) {
                domain.poll(cpu);
            }
        }
    }

    /**
     * Sleeps until every callback that was queued on any CPU before this call has run. Not a grace period: with nothing
     * queued it returns at once.
     *
     * @throws ContextViolation as for {@link #synchronize}
     */
    public final void barrier(Cpu cpu) {
        checkMayWait(cpu, "barrier");
        long[] queued = new long[callbacks.length];
        long[] overflowQueued = new long[callbacks.length];
        for (int id = 0; id < callbacks.length; id++) {
            queued[id] = callbacks[id].queuedVolatile();
            overflowQueued[id] = callbacks[id].overflowQueuedVolatile();
        }
        for (int id = 0; id < callbacks.length; id++) {
            while (callbacks[id].invokedVolatile() < queued[id]
                    || callbacks[id].overflowInvokedVolatile() < overflowQueued[id]) {
                poll(cpu);
            }
        }
    }

    private long snapshot() {
        VarHandle.fullFence();
        long target = periods.startedVolatile() + 1;
        periods.request(target);
        return target;
    }

    private void checkMayWait(Cpu cpu, String what) {
        if (reading(cpu)) {
            throw new ContextViolation(name + " " + what + " inside a read section of the same domain never returns");
        }
    }

    /** Gives the CPU away for a moment, then moves the periods on: perhaps nobody else ticks. */
    private void poll(Cpu cpu) {
        cpu.current().sleep(pollNanos);
        cpu.timerInterrupt();
        cpu.operationEnd();
    }

    // ---- the machine's side ----------------------------------------------------------------------------------------

    @Override
    public final void tick(Cpu cpu) {
        long completed = periods.completedVolatile();
        if (periods.startedVolatile() > completed && passedVolatile(cpu.id()) <= completed) {
            if (reading(cpu)) {
                of(cpu.current()).requestReport();
            } else {
                pass(cpu);
            }
        }
        periods.advance(cpu);
        if (callbacks[cpu.id()].wantsSoftirq(periods.completedVolatile())) {
            cpu.raiseSoftirq();
        }
    }

    @Override
    public final void switchOut(Cpu cpu, Task task) {
        ReadSide side = of(task);
        long started = periods.startedVolatile();
        if (reading(cpu) && side.blockedSinceVolatile() == 0) {
            boolean owes = passedVolatile(cpu.id()) < started;
            side.blockFromVolatile(owes ? started : started + 1);
        }
        quiescence[cpu.id()].setPassedVolatile(started);
    }

    private void pass(Cpu cpu) {
        quiescence[cpu.id()].setPassedVolatile(periods.startedVolatile());
    }

    @Override
    public final boolean softirqPending(Cpu cpu) {
        return callbacks[cpu.id()].wantsSoftirq(periods.completedVolatile());
    }

    @Override
    public final void softirq(Cpu cpu) {
        CpuCallbacks own = callbacks[cpu.id()];
        long wanted = own.advance(cpu, periods);
        if (wanted != 0) {
            periods.request(wanted);
            periods.advance(cpu);
        }
        if (softirqPending(cpu)) {
            // By index: an iterator would be garbage of every softirq.
            for (int i = 0; i < beforeCallbacks.size(); i++) {
                beforeCallbacks.get(i).accept(cpu);
            }
        }
        RcuHead head = own.pollReady();
        // Bounded by what was ready: callbacks queued meanwhile wait for a later period.
        while (head != null) {
            boolean viaOverflow = head.viaOverflow();
            head.invoke(cpu);
            own.countInvoked(viaOverflow);
            head = own.pollReady();
        }
    }

    @Override
    public final boolean needsTick(Cpu cpu) {
        return !callbacks[cpu.id()].isEmpty();
    }

    // ---- figures ---------------------------------------------------------------------------------------------------

    /**
     * Has {@code hook}, too, run before each batch of callbacks, for example to look at a backlog when it is largest. Before
     * the machine is started.
     */
    public final void beforeCallbacks(Consumer<Cpu> hook) {
        beforeCallbacks.add(hook);
    }

    /**
     * Hands the length of every grace period that ends, in nanoseconds, to {@code listener}: by whichever CPU ends it, never
     * by two at a time, and it must not take a step. Before the machine is started.
     */
    public final void onGracePeriodEnd(LongConsumer listener) {
        periods.listen(listener);
    }

    /** Returns the name of the domain. */
    public final String name() {
        return name;
    }

    /** Returns the machine. */
    public final Machine machine() {
        return machine;
    }

    /** Returns how many grace periods have ended. */
    public final long gracePeriods() {
        return periods.completedVolatile();
    }

    /** Returns the summed length of the grace periods that have ended, in nanoseconds. */
    public final long gracePeriodTotalNanos() {
        return periods.totalNanosVolatile();
    }

    /** Returns the length of the longest grace period, in nanoseconds. */
    public final long gracePeriodMaxNanos() {
        return periods.maxNanosVolatile();
    }

    @Override
    public final String toString() {
        return name;
    }
}
