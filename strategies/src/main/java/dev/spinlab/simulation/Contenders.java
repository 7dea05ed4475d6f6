package dev.spinlab.simulation;

import dev.spinlab.machine.Cpu;
import dev.spinlab.simulation.HandOverCarrier.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The tasks of a {@link HandOverSchedule}: who could go on, and why the others cannot. Touched by whoever has the baton. */
final class Contenders {
    private final List<HandOverCarrier> carriers = new ArrayList<>();
    private final HandOverQueue[] queues;
    private final LongSupplier clock;
    private int[] options = new int[8];
    private long progress;

    Contenders(int cpus, LongSupplier clock) {
        this.clock = clock;
        queues = new HandOverQueue[cpus];
        Arrays.setAll(queues, id -> new HandOverQueue());
    }

    void add(HandOverCarrier carrier) {
        carrier.number = carriers.size();
        carriers.add(carrier);
    }

    void clear() {
        carriers.clear();
    }

    List<HandOverCarrier> all() {
        return carriers;
    }

    HandOverCarrier at(int number) {
        return carriers.get(number);
    }

    boolean allEnded() {
        for (HandOverCarrier carrier : carriers) {
            if (carrier.state != State.ENDED) {
                return false;
            }
        }
        return true;
    }

    int cpus() {
        return queues.length;
    }

    HandOverQueue queue(Cpu cpu) {
        return queues[cpu.id()];
    }

    // ---- who spins in vain -----------------------------------------------------------------------------------------

    /** Notes that somebody does more than spin, so that what others spin for may have come. */
    void gotOn() {
        progress++;
    }

    long progress() {
        return progress;
    }

    // ---- who can go on ---------------------------------------------------------------------------------------------

    /**
     * Collects the {@link #options} to run somebody else than {@code self}: those that can go on and do not merely spin.
     *
     * @return how many
     */
    int candidates(@Nullable HandOverCarrier self) {
        if (options.length < carriers.size()) {
            options = new int[carriers.size()];
        }
        int count = 0;
        for (HandOverCarrier carrier : carriers) {
            if (carrier != self && canGoOn(carrier) && !(carrier.spins && carrier.sawProgress == progress)) {
                options[count++] = Action.TASK + carrier.number;
            }
        }
        return count;
    }

    /** Returns what {@link #candidates} collected last, as a prefix; overwritten by the next call. */
    int[] options() {
        return options;
    }

    /** All who can go on spin: the one whose turn it is, so that each gets to its next look at the clock. */
    @Nullable
    HandOverCarrier spinner() {
        HandOverCarrier least = null;
        for (HandOverCarrier carrier : carriers) {
            if (canGoOn(carrier) && (least == null || carrier.spinTurn < least.spinTurn)) {
                least = carrier;
            }
        }
        return least;
    }

    private boolean canGoOn(HandOverCarrier carrier) {
        if (!isReady(carrier)) {
            return false;
        }
        HandOverQueue queue = queue(carrier.task.cpu());
        return queue.isFree() || queue.isHeldBy(carrier);
    }

    private boolean isReady(HandOverCarrier carrier) {
        if (carrier.state == State.SLEEPS && (carrier.woken || carrier.wakeAtNanos <= clock.getAsLong())) {
            carrier.state = State.READY;
        }
        return carrier.state == State.READY;
    }

    /** Returns when the first sleeper wakes by itself, {@link Long#MAX_VALUE} if nobody sleeps. */
    long firstWakeNanos() {
        long first = Long.MAX_VALUE;
        for (HandOverCarrier carrier : carriers) {
            if (carrier.state == State.SLEEPS) {
                first = Math.min(first, carrier.wakeAtNanos);
            }
        }
        return first;
    }

    // ---- who wants a CPU -------------------------------------------------------------------------------------------

    boolean contended(Cpu cpu) {
        return queue(cpu).isAwaited() || arrival(cpu) != null;
    }

    /**
     * Takes {@code cpu} from {@code holder}, which then waits for it, if anybody else wants it.
     *
     * @return whether anybody does
     */
    boolean giveWay(Cpu cpu, HandOverCarrier holder) {
        HandOverQueue queue = queue(cpu);
        HandOverCarrier arrival = arrival(cpu);
        if (queue.isAwaited()) {
            queue.giveAway();
        } else if (arrival != null) {
            queue.giveTo(arrival);
        } else {
            return false;
        }
        queue.enqueue(holder);
        return true;
    }

    /** A task that would ask for {@code cpu} if it were let run. */
    private @Nullable HandOverCarrier arrival(Cpu cpu) {
        for (HandOverCarrier carrier : carriers) {
            if (carrier.task.cpu() == cpu && !queue(cpu).isHeldBy(carrier) && isReady(carrier)) {
                return carrier;
            }
        }
        return null;
    }

    /** Returns what each task that has not ended does, and where. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (HandOverCarrier carrier : carriers) {
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
