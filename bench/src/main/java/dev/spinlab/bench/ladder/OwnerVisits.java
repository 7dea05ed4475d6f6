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
 * one before has seen its owner.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh ladder.OwnerVisits
 * }</pre>
 */
public class OwnerVisits extends OnCpu {
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
        mine = new Owner[Integer.highestOneBit(owners)];
        Arrays.setAll(mine, i -> board.storage().newOwner(OwnerKind.TASK));
    }

    /**
     * Does one operation.
     *
     * @return whether the owner has storage, which none has
     */
    @Benchmark
    public boolean run() {
        Owner owner = mine[turn & (mine.length - 1)];
        // Nothing is charged to a task, which the processor does not know until it has seen the owner.
        turn = OwnerOrder.next(turn + (int) owner.charged());
        return owner.hasStorage();
    }
}
