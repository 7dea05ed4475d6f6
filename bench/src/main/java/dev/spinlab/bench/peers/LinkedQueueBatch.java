package dev.spinlab.bench.peers;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does an object take that is offered to a {@link ConcurrentLinkedQueue} and polled after 31 others?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.LinkedQueueBatch
 * }</pre>
 */
public class LinkedQueueBatch extends OnCpu {
    private final ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
    private final Object object = new Object();

    /** For JMH. */
    public LinkedQueueBatch() {}

    /**
     * Does one operation for each object of a batch.
     *
     * @param blackhole takes the objects
     */
    @Benchmark
    @OperationsPerInvocation(LocklessBatch.BATCH)
    public void run(Blackhole blackhole) {
        for (int i = 0; i < LocklessBatch.BATCH; i++) {
            queue.offer(object);
        }
        Object next = queue.poll();
        while (next != null) {
            blackhole.consume(next);
            next = queue.poll();
        }
    }
}
