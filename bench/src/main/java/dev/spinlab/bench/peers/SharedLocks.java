package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.QueuedSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Locks that all threads of a benchmark share. */
@State(Scope.Benchmark)
public class SharedLocks {
    final ResilientQueuedSpinLock resilient = ResilientQueuedSpinLock.of("peer", LockParameters.current());
    final QueuedSpinLock unchecked = new QueuedSpinLock("peer");
    final ReentrantLock fair = new ReentrantLock(true);

    /** For JMH. */
    public SharedLocks() {}
}
