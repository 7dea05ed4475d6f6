package dev.spinlab.machine.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.machine.pinning.Pinning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads, their timers and the watchdog, without privileges: the task stands still because the test does. */
@Timeout(60)
class RealtimeInterruptsTest {
    private static final long LIMIT_NANOS = 500;
    private static final Period PERIOD = new Period(100_000, false);

    /** Says that every thread is bound, to CPUs 0 and 1. */
    private static final class Obliging implements Pinning {
        @Override
        public Result pin(int physicalCpu) {
            return Result.PINNED;
        }

        @Override
        public int[] allowedCpus() {
            return new int[] {0, 1};
        }
    }

    private final FakeThreads threads = new FakeThreads();
    private final List<RunawayHandler> runaways = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ranAway = new CountDownLatch(1);
    private final RealtimeInterrupts source = source(new Obliging());

    private RealtimeInterrupts source(Pinning pinning) {
        return new RealtimeInterrupts(
                new RealtimeSettings(threads, pinning, PERIOD, PERIOD, 1, LIMIT_NANOS, runaway -> {
                    runaways.add(runaway);
                    ranAway.countDown();
                }));
    }

    private Machine start(InterruptHandler handler) {
        Machine machine =
                Machine.builder().interruptible().pinning(new Obliging()).build();
        machine.setInterrupts(source, handler);
        machine.start();
        Task task = machine.newTask(0, "task");
        task.bind();
        task.enter();
        return machine;
    }

    @AfterEach
    void stop() {
        threads.expireAll();
        source.stop();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private void expireAndAwaitSleep(String thread) {
        await(() -> threads.sleeps(thread) > 0);
        long before = threads.sleeps(thread);
        threads.expire(thread);
        await(() -> threads.sleeps(thread) > before);
    }

    @Test
    void eachExpiryIsOneInterruptOfItsLevel() {
        List<ContextLevel> log = Collections.synchronizedList(new ArrayList<>());
        start((cpu, level) -> log.add(level));

        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        expireAndAwaitSleep(FakeThreads.NMI);
        expireAndAwaitSleep(FakeThreads.HARDIRQ);

        assertThat(log).containsExactly(ContextLevel.HARDIRQ, ContextLevel.NMI, ContextLevel.HARDIRQ);
        assertThat(source.counts()).isEqualTo(new InterruptCounts(3, 0, 0, 0, 0));
        assertThat(threads.priorities).containsExactlyInAnyOrder(50, 60, 70);
    }

    @Test
    void whatMeetsAMaskIsCountedAsPendedAndWhatMeetsNobodyAsThat() {
        Machine machine = start((cpu, level) -> {});
        machine.cpu(0).irqSave();
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        machine.cpu(0).irqRestore();
        machine.cpu(0).current().leave();
        expireAndAwaitSleep(FakeThreads.NMI);

        assertThat(source.counts()).isEqualTo(new InterruptCounts(0, 1, 1, 0, 0));
    }

    @Test
    void aHandlerDuringWhichTheTaskRanIsTorn() {
        threads.letThreadsRun(1);
        start((cpu, level) -> {});

        expireAndAwaitSleep(FakeThreads.HARDIRQ);

        assertThat(source.counts()).isEqualTo(new InterruptCounts(1, 0, 0, 1, 0));
    }

    @Test
    void afterATornHandlerNoneComesUntilSwitchedOnAgain() {
        threads.letThreadsRun(1);
        start((cpu, level) -> {});
        source.endWithTorn();

        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        expireAndAwaitSleep(FakeThreads.NMI);
        assertThat(source.counts()).isEqualTo(new InterruptCounts(1, 0, 0, 1, 0));
        threads.letThreadsRun(0);
        source.switchOn();
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        assertThat(source.counts()).isEqualTo(new InterruptCounts(2, 0, 0, 1, 0));
    }

    @Test
    void unlessAskedToTheyGoOnAfterATornHandler() {
        threads.letThreadsRun(1);
        start((cpu, level) -> {});

        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        assertThat(source.counts()).isEqualTo(new InterruptCounts(2, 0, 0, 2, 0));
    }

    @Test
    void aTornHandlerThatThrowsIsTornAllTheSame() {
        threads.letThreadsRun(1);
        start((cpu, level) -> {
            throw new IllegalStateException("met what it must not");
        });

        expireAndAwaitSleep(FakeThreads.HARDIRQ);

        assertThat(source.counts()).isEqualTo(new InterruptCounts(1, 0, 0, 1, 0));
        assertThat(source.failure()).hasMessage("met what it must not");
    }

    @Test
    void anExpiryThatCameDuringTheHandlerIsMissed() {
        start((cpu, level) -> threads.clock.addAndGet(10 * PERIOD.nanos()));

        expireAndAwaitSleep(FakeThreads.HARDIRQ);

        assertThat(source.counts().missed())
                .as("ten for the handler, and ten that are due to others")
                .isBetween(18L, 20L);
    }

    @Test
    void whileSwitchedOffNothingComes() {
        List<ContextLevel> log = Collections.synchronizedList(new ArrayList<>());
        start((cpu, level) -> log.add(level));

        source.switchOff();
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        assertThat(log).isEmpty();
        source.switchOn();
        expireAndAwaitSleep(FakeThreads.HARDIRQ);
        assertThat(log).hasSize(1);
    }

    @Test
    void afterAHandlerHasFailedNoneComesAnyMore() {
        List<ContextLevel> log = Collections.synchronizedList(new ArrayList<>());
        start((cpu, level) -> {
            log.add(level);
            throw new IllegalStateException("broken");
        });

        expireAndAwaitSleep(FakeThreads.NMI);
        source.switchOn();
        expireAndAwaitSleep(FakeThreads.NMI);

        assertThat(log).hasSize(1);
        assertThat(source.failure()).hasMessage("broken");
    }

    @Test
    void theWatchdogEndsARunawayRestoresSchedulingAndSaysWhatHappened() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        start((cpu, level) -> {
            began.countDown();
            await(() -> ranAway.getCount() == 0);
        });
        threads.expire(FakeThreads.HARDIRQ);
        began.await();
        threads.letThreadsRun(LIMIT_NANOS + 1);
        expireAndAwaitSleep(FakeThreads.WATCHDOG);
        threads.expire(FakeThreads.WATCHDOG);

        assertThat(ranAway.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(runaways).singleElement().satisfies(runaway -> {
            assertThat(runaway).hasMessageContainingAll("HARDIRQ handler of cpu 0", "ordinary priority", "it is at ");
            assertThat(runaway.waited()).isFalse();
        });
        assertThat(threads.madeOrdinary).as("two sources and the watchdog").hasSizeGreaterThanOrEqualTo(3);
        assertThat(source.failure()).isInstanceOf(RunawayHandler.class);
    }

    @Test
    void aHandlerThatEndsOnceItHasOrdinaryPriorityHasWaitedForItsTask() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        start((cpu, level) -> {
            began.countDown();
            await(() -> threads.madeOrdinary.size() >= 3);
        });
        threads.expire(FakeThreads.HARDIRQ);
        began.await();
        threads.letThreadsRun(LIMIT_NANOS + 1);
        expireAndAwaitSleep(FakeThreads.WATCHDOG);
        threads.expire(FakeThreads.WATCHDOG);

        assertThat(ranAway.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runaways).singleElement().satisfies(runaway -> {
            assertThat(runaway).hasMessageEndingWith("the JVM had it wait for the task that it interrupted");
            assertThat(runaway.waited()).isTrue();
        });
    }

    @Test
    void theWatchdogLeavesAHandlerAloneThatStaysWithinItsLimit() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        start((cpu, level) -> {
            began.countDown();
            await(() -> enough.getCount() == 0);
        });
        threads.expire(FakeThreads.HARDIRQ);
        began.await();
        // Waits for long, but does not run.
        threads.clock.addAndGet(1_000 * LIMIT_NANOS);
        expireAndAwaitSleep(FakeThreads.WATCHDOG);
        // Runs, but not for longer than it may.
        threads.letThreadsRun(LIMIT_NANOS);
        expireAndAwaitSleep(FakeThreads.WATCHDOG);
        threads.letThreadsRun(0);
        enough.countDown();
        await(() -> source.counts().handled() == 1);

        assertThat(runaways).isEmpty();
        assertThat(source.failure()).isNull();
    }

    @Test
    void aRefusedPriorityOrCpuIsSaidWithItsReason() {
        RealtimeInterrupts.check(threads, new Obliging());
        assertThatExceptionOfType(RealtimeUnavailable.class)
                .isThrownBy(() -> RealtimeInterrupts.check(threads, new NoPinning("not here")))
                .withMessageContaining("not here");
        threads.refuse("EPERM");

        assertThatExceptionOfType(RealtimeUnavailable.class)
                .isThrownBy(() -> RealtimeInterrupts.check(threads, new Obliging()))
                .withMessage("real-time priority 70 was refused (EPERM)");
        assertThatExceptionOfType(RealtimeUnavailable.class)
                .isThrownBy(() -> start((cpu, level) -> {}))
                .withMessageContaining("EPERM");
    }

    @Test
    void cpusThatShareAPhysicalOneAreRefused() {
        Machine machine = Machine.builder()
                .interruptible()
                .cpus(2)
                .physicalCpus(1)
                .pinning(new Obliging())
                .build();
        machine.setInterrupts(source, (cpu, level) -> {});

        assertThatExceptionOfType(RealtimeUnavailable.class)
                .isThrownBy(machine::start)
                .withMessageContaining("share physical CPU 1");
    }
}
