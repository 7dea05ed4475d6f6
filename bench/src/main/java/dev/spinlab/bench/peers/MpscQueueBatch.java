package dev.spinlab.bench.peers;

import org.jctools.queues.MpscLinkedQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does an object take that is offered to a JCTools {@link MpscLinkedQueue} and drained with 31 others?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.MpscQueueBatch
 * }</pre>
 */
public class MpscQueueBatch extends OnCpu {
    private final MpscLinkedQueue<Object> queue = new MpscLinkedQueue<>();
    private final Object object = new Object();

    /** For JMH. */
    public MpscQueueBatch() {}

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
        queue.drain(blackhole::consume);
    }
}
