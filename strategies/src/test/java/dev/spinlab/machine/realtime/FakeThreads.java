package dev.spinlab.machine.realtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Threads of ordinary priority that sleep until the test says so, on a clock that the test moves. */
final class FakeThreads implements RealtimeThreads {
    static final String HARDIRQ = "interrupts/0/HARDIRQ";
    static final String NMI = "interrupts/0/NMI";
    static final String WATCHDOG = "interrupts/watchdog";
    private static final int ENOUGH = 1_000_000;

    final AtomicLong clock = new AtomicLong(1_000);
    final List<Integer> madeOrdinary = new CopyOnWriteArrayList<>();
    final List<Integer> priorities = new CopyOnWriteArrayList<>();
    private final Map<String, Semaphore> expiries = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> sleeps = new ConcurrentHashMap<>();
    private final AtomicLong cpuTime = new AtomicLong();
    private volatile @Nullable String refusal;
    private volatile long cpuTimeGrowth;

    /** Has every request for real-time priority refused. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** Has the CPU time of every thread grow by so much from one look at any to the next, as if it ran. */
    void letThreadsRun(long nanos) {
        cpuTimeGrowth = nanos;
    }

    /** Lets a timer run out. */
    void expire(String thread) {
        expiries(thread).release();
    }

    /** Lets all timers run out again and again. */
    void expireAll() {
        for (String thread : List.of(HARDIRQ, NMI, WATCHDOG)) {
            expiries(thread).release(ENOUGH);
        }
    }

    /** Returns how often a thread has gone to sleep. */
    long sleeps(String thread) {
        return sleeps.computeIfAbsent(thread, name -> new AtomicLong()).get();
    }

    private Semaphore expiries(String thread) {
        return expiries.computeIfAbsent(thread, name -> new Semaphore(0));
    }

    @Override
    public int threadId() {
        return Math.toIntExact(Thread.currentThread().getId());
    }

    @Override
    public @Nullable String makeRealtime(int priority) {
        priorities.add(priority);
        return refusal;
    }

    @Override
    public void makeOrdinary(int threadId) {
        madeOrdinary.add(threadId);
    }

    @Override
    public void sleepUntil(long nanos) {
        String name = Thread.currentThread().getName();
        sleeps.computeIfAbsent(name, key -> new AtomicLong()).incrementAndGet();
        expiries(name).acquireUninterruptibly();
    }

    @Override
    public long nanoTime() {
        return clock.get();
    }

    @Override
    public long cpuNanos(int threadId) {
        return cpuTime.addAndGet(cpuTimeGrowth);
    }

    @Override
    public void limitRealtime(long nanos) {}
}
