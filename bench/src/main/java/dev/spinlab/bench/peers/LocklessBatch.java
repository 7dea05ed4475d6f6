package dev.spinlab.bench.peers;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a node take that is pushed to a lock-less list and taken off with 31 others?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.LocklessBatch
 * }</pre>
 */
public class LocklessBatch extends OnCpu {
    static final int BATCH = 32;

    private final LocklessList list = new LocklessList();
    private final Node[] nodes = new Node[BATCH];

    /** For JMH. */
    public LocklessBatch() {
        Arrays.setAll(nodes, i -> new Node());
    }

    /**
     * Does one operation for each node of a batch.
     *
     * @param blackhole takes the nodes
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void run(Blackhole blackhole) {
        for (Node node : nodes) {
            list.push(cpu, node);
        }
        LocklessNode rest = list.takeAll(cpu);
        while (rest != null) {
            blackhole.consume(rest);
            rest = rest.nextInChain();
        }
    }

    private static final class Node extends LocklessNode {}
}
