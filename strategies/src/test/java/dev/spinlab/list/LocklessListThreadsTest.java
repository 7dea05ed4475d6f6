package dev.spinlab.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.list.LocklessListTest.Numbered;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NullMarked
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocklessListThreadsTest {
    private static final int PRODUCERS = 3;
    private static final int CONSUMERS = 2;
    private static final int EACH = 20_000;

    private final LocklessList list = new LocklessList();
    private final Machine machine =
            Machine.builder().cpus(PRODUCERS + CONSUMERS).build();
    private final CountDownLatch producing = new CountDownLatch(PRODUCERS);

    @Test
    void everyNodeIsTakenOnceAndEveryNonEmptyTakeHadOneFirstPush() throws Exception {
        machine.start();
        ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS + CONSUMERS);
        List<Future<Integer>> firstPushes = new ArrayList<>();
        List<Future<Taken>> takes = new ArrayList<>();
        for (int id = 0; id < PRODUCERS; id++) {
            Task task = machine.newTask(id, "producer");
            firstPushes.add(threads.submit(() -> produce(task)));
        }
        for (int id = PRODUCERS; id < PRODUCERS + CONSUMERS; id++) {
            Task task = machine.newTask(id, "consumer");
            takes.add(threads.submit(() -> consume(task)));
        }
        int sawEmpty = 0;
        for (Future<Integer> one : firstPushes) {
            sawEmpty += one.get(50, TimeUnit.SECONDS);
        }
        List<Integer> numbers = new ArrayList<>();
        int nonEmptyTakes = 0;
        for (Future<Taken> one : takes) {
            Taken taken = one.get(50, TimeUnit.SECONDS);
            numbers.addAll(taken.numbers);
            nonEmptyTakes += taken.nonEmpty;
        }
        threads.shutdownNow();

        numbers.sort(null);
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, PRODUCERS * EACH).boxed().toList());
        assertThat(sawEmpty).isEqualTo(nonEmptyTakes).isPositive();
    }

    private int produce(Task task) {
        task.enter();
        Cpu cpu = task.cpu();
        int sawEmpty = 0;
        for (int i = 0; i < EACH; i++) {
            sawEmpty += list.push(cpu, new Numbered(cpu.id() * EACH + i)) ? 1 : 0;
        }
        task.leave();
        producing.countDown();
        return sawEmpty;
    }

    private Taken consume(Task task) {
        task.enter();
        Taken taken = new Taken();
        boolean last = false;
        while (!last) {
            // Asked before the take: what was pushed before the last producer ended is in this take or was in another.
            last = producing.getCount() == 0;
            taken.add(list.takeAll(task.cpu()));
        }
        task.leave();
        return taken;
    }

    private static final class Taken {
        final List<Integer> numbers = new ArrayList<>();
        int nonEmpty;

        void add(@Nullable LocklessNode chain) {
            nonEmpty += chain == null ? 0 : 1;
            numbers.addAll(Numbered.numbers(chain));
        }
    }
}
