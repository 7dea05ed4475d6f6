package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How real threads take turns on a CPU, sleep and are woken. */
@Timeout(120)
class NativeScheduleTest {
    /** Longer than any test may take: a sleep of this length that returns was ended by something else. */
    private static final long ONE_HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Baton baton = new Baton();
    private final List<String> order = new ArrayList<>();
    private final AtomicInteger finished = new AtomicInteger();

    /** Starts a thread that takes the baton, logs and releases; returns once it is in the queue. */
    private void startTaker(String name) {
        AtomicBoolean started = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            started.set(true);
            baton.acquire(new NativeCarrier());
            order.add(name);
            baton.release();
            finished.incrementAndGet();
        });
        thread.setDaemon(true);
        thread.start();
        Rig.await(() -> started.get() && thread.getState() == Thread.State.WAITING);
    }

    @Test
    void theBatonGoesRoundInOrderOfArrivalAndShowsWhatTheGiverWrote() {
        baton.acquire(new NativeCarrier());
        assertThat(baton.contended()).isFalse();
        startTaker("a");
        assertThat(baton.contended()).isTrue();
        startTaker("b");
        startTaker("c");

        order.add("giver");
        baton.release();

        Rig.await(() -> finished.get() == 3);
        assertThat(order).containsExactly("giver", "a", "b", "c");
        assertThat(baton.contended()).isFalse();
    }

    @Test
    void aYieldLetsAllWhoWaitRunFirst() {
        NativeCarrier giver = new NativeCarrier();
        baton.acquire(giver);
        startTaker("a");
        startTaker("b");

        baton.yieldTo(giver);
        order.add("giver");

        assertThat(order).containsExactly("a", "b", "giver");
        assertThat(baton.contended()).isFalse();
        baton.release();
    }

    @Test
    void aYieldToNobodyReturnsWithTheBaton() {
        NativeCarrier giver = new NativeCarrier();
        baton.acquire(giver);

        baton.yieldTo(giver);

        startTaker("a");
        assertThat(baton.contended()).as("the giver still holds it").isTrue();
        baton.release();
        Rig.await(() -> finished.get() == 1);
    }

    @Test
    void tasksOfOneCpuNeverRunAtOnceAndPlainFieldsSurviveTheHandOver() {
        int tasks = 3;
        int rounds = 2_000;
        Machine machine = Machine.builder()
                .schedule(new NativeSchedule(Rig.ENDLESS_SLICE_NANOS))
                .build();
        machine.start();
        int[] plain = {0};
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        for (int i = 0; i < tasks; i++) {
            Task task = machine.newTask(0, "task " + i);
            machine.schedule().start(task, () -> {
                for (int round = 0; round < rounds; round++) {
                    task.enter();
                    overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
                    plain[0]++;
                    inside.decrementAndGet();
                    task.leave();
                }
                finished.incrementAndGet();
            });
        }

        Rig.await(() -> finished.get() == tasks);

        assertThat(overlapped).isFalse();
        assertThat(plain[0]).isEqualTo(tasks * rounds);
        assertThat(machine.cpu(0).contextSwitches()).isEqualTo((long) tasks * rounds);
    }

    @Test
    void cpusRunAtTheSameTime() {
        Machine machine = Machine.builder().cpus(2).build();
        machine.start();
        Task first = machine.newTask(0, "first");
        Task second = machine.newTask(1, "second");
        AtomicBoolean go = new AtomicBoolean();
        machine.schedule().start(second, () -> {
            second.enter();
            Rig.await(go::get);
            second.leave();
            finished.incrementAndGet();
        });

        first.enter();
        Rig.await(() -> !machine.cpu(1).idleVolatile());
        assertThat(machine.cpu(0).idleVolatile()).isFalse();
        go.set(true);
        Rig.await(() -> finished.get() == 1);
    }

    @Test
    void aWakeBeforeTheSleepEndsItAndIsSpent() {
        Task task = Rig.quietCpu().current();

        task.wake();
        task.sleep(ONE_HOUR_NANOS);

        AtomicBoolean slept = new AtomicBoolean();
        startSleeper(task.cpu(), slept, ONE_HOUR_NANOS, true);
        assertThat(slept).as("a second sleep is not ended by the first wake").isFalse();
    }

    @Test
    void aWakeDuringTheSleepEndsItAndTheSleeperLetsOthersRun() {
        Cpu cpu = Rig.quietCpu();
        AtomicBoolean slept = new AtomicBoolean();

        Task sleeper = startSleeper(cpu, slept, ONE_HOUR_NANOS, false);
        assertThat(cpu.current().name()).as("runs while the other sleeps").isEqualTo("first");
        assertThat(slept).isFalse();
        sleeper.wake();
        Rig.await(() -> cpu.machine().schedule().contended(cpu));
        cpu.current().leave();

        Rig.await(slept::get);
    }

    /** Lets a second task of {@code cpu} go to sleep; returns when it sleeps and the first task has the CPU again. */
    private Task startSleeper(Cpu cpu, AtomicBoolean slept, long nanos, boolean wokenOnce) {
        Task sleeper = cpu.machine().newTask(0, "sleeper");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        AtomicBoolean firstSleepOver = new AtomicBoolean(!wokenOnce);
        cpu.machine().schedule().start(sleeper, () -> {
            thread.complete(Thread.currentThread());
            sleeper.enter();
            if (wokenOnce) {
                sleeper.wake();
                sleeper.sleep(nanos);
                firstSleepOver.set(true);
            }
            sleeper.sleep(nanos);
            slept.set(true);
            sleeper.leave();
        });
        Schedule schedule = cpu.machine().schedule();
        Task first = cpu.current();
        Rig.await(() -> schedule.contended(cpu));
        first.leave();
        // Free the CPU until the sleeper has gone through to its last sleep, then take it back.
        Rig.await(() -> firstSleepOver.get()
                && cpu.idleVolatile()
                && thread.isDone()
                && thread.join().getState() == Thread.State.TIMED_WAITING);
        first.enter();
        return sleeper;
    }

    @Test
    void aSleepEndsByItselfWhenItsTimeIsOver() {
        Task task = Rig.quietCpu().current();

        task.sleep(1_000_000);

        assertThat(task.cpu().current()).isSameAs(task);
        assertThat(task.running()).isTrue();
    }

    @Test
    void itServesOneMachine() {
        NativeSchedule schedule = new NativeSchedule(1000);
        MachineBuilder builder = Machine.builder().schedule(schedule);
        builder.build();

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("one machine");
    }

    @Test
    void aSliceMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NativeSchedule(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new NativeSchedule(-1));
    }

    @Test
    void theThreadOfATaskIsKnownFromItsStart() {
        NativeSchedule schedule = new NativeSchedule(1);
        Machine machine = Machine.builder().schedule(schedule).build();
        Task started = machine.newTask(0, "same name");
        Task other = machine.newTask(0, "same name");
        CompletableFuture<Long> id = new CompletableFuture<>();
        schedule.start(started, () -> id.complete(Thread.currentThread().getId()));
        assertThat(schedule.threadId(started)).isEqualTo(id.join());
        assertThat(schedule.threadId(other)).isZero();
    }
}
