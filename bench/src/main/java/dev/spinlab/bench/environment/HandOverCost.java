package dev.spinlab.bench.environment;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to hand a CPU from one thread to another, as the tasks of a modelled CPU do with their baton.
 *
 * @param nanosPerHandOver mean time from one thread's turn to the other's, in nanoseconds
 * @param pinned whether both threads were bound to the same CPU
 */
public record HandOverCost(double nanosPerHandOver, boolean pinned) {
    private static final int WARM_UP = 2_000;
    private static final int TURNS = 20_000;
    private static final long GIVE_UP_NANOS = 5_000_000_000L;

    /**
     * Measures by a game of ping-pong with park and unpark; takes about 200 ms, at most a few seconds.
     *
     * @param probe binds the two threads
     * @param cpu the CPU to bind them to
     * @return the cost, or null if the threads made no progress
     * @throws InterruptedException if interrupted while waiting for the players
     */
    public static @Nullable HandOverCost measure(PinningProbe probe, int cpu) throws InterruptedException {
        Game game = new Game();
        Player even = new Player(game, 0, probe, cpu);
        Player odd = new Player(game, 1, probe, cpu);
        even.opponent.set(odd);
        odd.opponent.set(even);
        even.start();
        odd.start();
        even.join();
        odd.join();
        if (game.turn < WARM_UP + TURNS) {
            return null;
        }
        return new HandOverCost((even.endedNanos - even.startedNanos) / (double) TURNS, even.pinned && odd.pinned);
    }

    /** The turn counter; a turn belongs to the player of its parity, so that only the owner writes it. */
    private static final class Game {
        private volatile int turn;
    }

    private static final class Player extends Thread {
        private final AtomicReference<Thread> opponent = new AtomicReference<>();
        private final Game game;
        private final int parity;
        private final PinningProbe probe;
        private final int cpu;
        private boolean pinned;
        private long startedNanos;
        private long endedNanos;

        Player(Game game, int parity, PinningProbe probe, int cpu) {
            super("spinlab-doctor-" + parity);
            setDaemon(true);
            this.game = game;
            this.parity = parity;
            this.probe = probe;
            this.cpu = cpu;
        }

        @Override
        public void run() {
            pinned = probe.pin(cpu) == null;
            long giveUp = System.nanoTime() + GIVE_UP_NANOS;
            while (game.turn < WARM_UP + TURNS) {
                int turn = game.turn;
                if ((turn & 1) != parity) {
                    // Bounded: a wake-up that is lost costs a millisecond, and the game ends when its time is up.
                    LockSupport.parkNanos(1_000_000);
                    if (System.nanoTime() > giveUp) {
                        return;
                    }
                    continue;
                }
                if (turn == WARM_UP) {
                    startedNanos = System.nanoTime();
                }
                if (turn >= WARM_UP + TURNS - 2) {
                    endedNanos = System.nanoTime();
                }
                game.turn = turn + 1;
                LockSupport.unpark(opponent.get());
            }
        }
    }
}
