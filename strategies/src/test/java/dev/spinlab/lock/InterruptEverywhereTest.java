package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import dev.spinlab.simulation.OnceAtStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One CPU locks and unlocks; at each step of that, one after the other, a handler comes that takes the same lock. Time
 * passes by itself, so a wait that only a timeout ends does end, and a hang ends in the schedule's step limit.
 */
class InterruptEverywhereTest {
    private static final long NANOS_PER_STEP = 1_000_000;
    private static final int MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK = 20;

    /** What one run came to. */
    private record Outcome(Map<ContextLevel, List<LockResult>> answers, long steps) {
        List<LockResult> of(ContextLevel level) {
            return answers.getOrDefault(level, List.of());
        }
    }

    private static Outcome run(SpinLock lock, InterruptSource interrupts, Consumer<Cpu> body) {
        try (ManualSchedule schedule = new ManualSchedule(NANOS_PER_STEP)) {
            Machine machine = Machine.builder().schedule(schedule).build();
            Map<ContextLevel, List<LockResult>> answers = new EnumMap<>(ContextLevel.class);
            machine.setInterrupts(interrupts, (cpu, level) -> {
                LockResult answer = lock.lock(cpu);
                if (answer == LockResult.ACQUIRED) {
                    lock.unlock(cpu);
                }
                answers.computeIfAbsent(level, any -> new ArrayList<>()).add(answer);
            });
            machine.start();
            Task task = schedule.spawn(0, "task", body);
            schedule.finish(task);
            LockRig.assertHolds(machine.cpu(0), 0);
            return new Outcome(answers, machine.cpu(0).steps());
        }
    }

    private static Consumer<Cpu> lockAndUnlock(SpinLock lock) {
        return cpu -> {
            assertThat(lock.lock(cpu)).isEqualTo(LockResult.ACQUIRED);
            lock.unlock(cpu);
        };
    }

    private static Consumer<Cpu> lockAndUnlockMasked(SpinLock lock) {
        return cpu -> {
            assertThat(lock.lockIrqSave(cpu)).isEqualTo(LockResult.ACQUIRED);
            lock.unlockIrqRestore(cpu);
        };
    }

    private static Set<LockResult> answersAtEveryStep(LockProfile profile, ContextLevel level) {
        Set<LockResult> all = new TreeSet<>();
        for (int k = 1; k < MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK; k++) {
            ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
            Outcome outcome = run(lock, new OnceAtStep().at(level, k), lockAndUnlock(lock));
            assertThat(lock.word()).as("word after an interrupt at step %d", k).isZero();
            all.addAll(outcome.of(level));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void currentNeverLetsAHandlerWait(ContextLevel level) {
        assertThat(answersAtEveryStep(LockProfile.CURRENT, level))
                .containsExactlyInAnyOrder(LockResult.ACQUIRED, LockResult.DEADLOCK);
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void v615LetsAHandlerWaitInItsTwoWindows(ContextLevel level) {
        assertThat(answersAtEveryStep(LockProfile.V6_15, level))
                .containsExactlyInAnyOrder(LockResult.ACQUIRED, LockResult.DEADLOCK, LockResult.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void handlerAtAnyStepComesExactlyOnce(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        long steps = run(lock, InterruptSource.none(), lockAndUnlock(lock)).steps();
        assertThat(steps).isGreaterThan(2);
        for (int k = 1; k <= steps; k++) {
            Outcome outcome = run(lock, new OnceAtStep().at(ContextLevel.NMI, k), lockAndUnlock(lock));
            assertThat(outcome.of(ContextLevel.NMI)).as("step %d", k).hasSize(1);
        }
        Outcome after = run(lock, new OnceAtStep().at(ContextLevel.NMI, steps + 1), lockAndUnlock(lock));
        assertThat(after.of(ContextLevel.NMI)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptWithinAnInterruptAtAnyTwoStepsNeverHangs(LockProfile profile) {
        Set<LockResult> inner = new TreeSet<>();
        for (int first = 1; first < MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK; first++) {
            for (int second = first + 1; second < MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK; second++) {
                ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
                Outcome outcome = run(
                        lock,
                        new OnceAtStep().at(ContextLevel.HARDIRQ, first).at(ContextLevel.NMI, second),
                        lockAndUnlock(lock));
                assertThat(lock.word())
                        .as("word after interrupts at steps %d and %d", first, second)
                        .isZero();
                inner.addAll(outcome.of(ContextLevel.NMI));
            }
        }
        assertThat(inner).contains(LockResult.ACQUIRED, LockResult.DEADLOCK);
        assertThat(inner.contains(LockResult.TIMED_OUT)).isEqualTo(profile == LockProfile.V6_15);
    }

    @ParameterizedTest
    @EnumSource
    void aMaskedHandlerNeverMeetsTheLockHeld(LockProfile profile) {
        for (int k = 1; k < MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK; k++) {
            ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
            Outcome outcome = run(lock, new OnceAtStep().at(ContextLevel.HARDIRQ, k), lockAndUnlockMasked(lock));
            assertThat(outcome.of(ContextLevel.HARDIRQ)).as("step %d", k).doesNotContain(LockResult.DEADLOCK);
        }
    }

    @Test
    void aMaskedHandlerNeverMeetsARawLockHeld() {
        int came = 0;
        for (int k = 1; k < MORE_STEPS_THAN_ANY_LOCK_AND_UNLOCK; k++) {
            RawSpinLock lock = new RawSpinLock("raw");
            Outcome outcome = run(lock, new OnceAtStep().at(ContextLevel.HARDIRQ, k), lockAndUnlockMasked(lock));
            came += outcome.of(ContextLevel.HARDIRQ).size();
            assertThat(lock.isLocked()).isFalse();
        }
        assertThat(came).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void aRawLockTakenByAHandlerOnItsHolderIsALockupAndNeverAHang(ContextLevel level) {
        // The step before the compare-and-swap, then the step before the release.
        RawSpinLock free = new RawSpinLock("free");
        assertThat(run(free, new OnceAtStep().at(level, 1), lockAndUnlock(free)).of(level))
                .containsExactly(LockResult.ACQUIRED);
        RawSpinLock held = new RawSpinLock("held");
        assertThatThrownBy(() -> run(held, new OnceAtStep().at(level, 2), lockAndUnlock(held)))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("held in context TASK of cpu 0");
    }
}
