package dev.spinlab.machine.realtime;

import dev.spinlab.machine.pinning.Pinning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RealtimeInterrupts} is made of.
 *
 * @param threads the operating system
 * @param pinning binds the threads
 * @param hardirq distances of hardware interrupts, null for none
 * @param nmi distances of NMIs, null for none
 * @param seed of the drawn distances and of the first ones; the same on every CPU
 * @param handlerLimitNanos how much CPU time a handler may use before the watchdog ends it
 * @param runaway told what the watchdog ended; scheduling has been restored, but the handler may still run
 */
public record RealtimeSettings(
        RealtimeThreads threads,
        Pinning pinning,
        @Nullable Period hardirq,
        @Nullable Period nmi,
        long seed,
        long handlerLimitNanos,
        Consumer<RunawayHandler> runaway) {
    /**
     * A usual limit: 0.7 s. Longer than a handler may wait for a resilient lock (0.5 s as head of a queue), and shorter than
     * what the kernel lets real-time threads run of each second.
     */
    public static final long HANDLER_LIMIT_NANOS = 700_000_000;

    /** Checks that there are interrupts. */
    public RealtimeSettings {
        if (hardirq == null && nmi == null) {
            throw new IllegalArgumentException("no period of interrupts is given");
        }
        if (handlerLimitNanos <= 0) {
            throw new IllegalArgumentException("a handler needs some time, not " + handlerLimitNanos + " ns");
        }
    }
}
