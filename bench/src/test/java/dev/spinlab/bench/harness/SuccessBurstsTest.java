package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SuccessBurstsTest {
    private static final int TASKS = 4;
    private static final int BURST = TASKS * 10;
    private static final long GAP_NANOS = 5_000_000;

    private long now = System.nanoTime();
    private final SuccessBursts bursts = new SuccessBursts(TASKS, now);

    private void successes(int count, int... order) {
        for (int i = 0; i < count; i++) {
            now += 100;
            bursts.success(order[i % order.length], now);
        }
    }

    @Test
    void tasksInTurnAreAllInTheWorkingSet() {
        successes(BURST, 0, 1, 2, 3);
        BurstResult result = bursts.take(now);
        assertThat(result.workingSet()).isEqualTo(TASKS);
        assertThat(result.reacquireNanos().getValueAtPercentile(50)).isEqualTo(400);
        assertThat(result.reacquireNanos().getTotalCount()).isEqualTo(BURST - TASKS);
    }

    @Test
    void aTaskThatRunsOnAndOnIsAloneInIt() {
        successes(BURST, 2);
        BurstResult result = bursts.take(now);
        assertThat(result.workingSet()).isEqualTo(1);
        assertThat(result.reacquireNanos().getValueAtPercentile(50)).isEqualTo(100);
    }

    @Test
    void betweenTwoBurstsNothingIsSampled() {
        successes(BURST, 0);
        successes(BURST, 1, 2);
        assertThat(bursts.take(now).workingSet()).as("the first burst only").isEqualTo(1);
        successes(BURST, 0);
        now += GAP_NANOS;
        successes(BURST, 1, 2);
        assertThat(bursts.take(now).workingSet()).as("both").isEqualTo(1.5);
    }

    @Test
    void aBurstThatIsNotCompleteIsDropped() {
        successes(BURST - 1, 0, 1);
        assertThat(bursts.take(now).workingSet()).isNaN();
        successes(1, 3);
        assertThat(bursts.take(now).workingSet()).isNaN();
    }

    @Test
    void tasksOnSeveralCpusFillABurstTogether() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(TASKS);
        Thread[] threads = new Thread[TASKS];
        for (int task = 0; task < TASKS; task++) {
            int own = task;
            threads[task] = new Thread(() -> {
                ready.countDown();
                try {
                    ready.await();
                } catch (InterruptedException stop) {
                    return;
                }
                for (int i = 0; i < 100_000; i++) {
                    bursts.success(own, System.nanoTime());
                }
            });
            threads[task].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        BurstResult result = bursts.take(now);
        assertThat(result.workingSet()).isBetween(1.0, (double) TASKS);
        assertThat(result.reacquireNanos().getTotalCount()).isPositive();
    }
}
