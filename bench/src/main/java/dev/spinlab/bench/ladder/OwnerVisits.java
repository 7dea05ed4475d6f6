package dev.spinlab.bench.ladder;

import dev.spinlab.bench.peers.Board;
import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.bench.peers.OwnerOrder;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What does it take to come to an owner, by how many there are? In the order of create and delete, each visit only after the
 * one before has seen its owner, which those of create and delete need not wait for.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh ladder.OwnerVisits
 * }</pre>
 */
public class OwnerVisits extends OnCpu {
    /** With the header, 200 bytes. */
    private static final int WORDS = 23;

    /** Owners, a power of two. */
    @Param({"1", "1024", "16384", "131072"})
    public int owners;

    private Owner[] mine;
    private int turn;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public OwnerVisits() {}

    @Override
    protected void prepare(Board board) {
        mine = new Owner[OwnerOrder.checked(owners)];
        Arrays.setAll(mine, i -> board.storage().newOwner(OwnerKind.TASK));
    }

    /**
     * Visits.
     *
     * @return whether the owner has storage, which none has
     */
    @Benchmark
    public boolean run() {
        return visit();
    }

    /**
     * Visits, and allocates as many bytes as create and delete do: what is new drives owners out of the caches.
     *
     * @return 200 bytes
     */
    @Benchmark
    public long[] amongObjects() {
        long[] fresh = new long[WORDS];
        fresh[0] = visit() ? 1 : 0;
        return fresh;
    }

    private boolean visit() {
        Owner owner = mine[turn & (mine.length - 1)];
        // Nothing is charged to a task, which the processor does not know until it has seen the owner.
        turn = OwnerOrder.next(turn + (int) owner.charged());
        return owner.hasStorage();
    }
}
