package dev.spinlab.lock.percpu;

import static dev.spinlab.lock.percpu.HeldLocks.CAPACITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of kernel-facts 1.2. */
class HeldLocksTest {
    private final HeldLocks table = new HeldLocks();

    private Object[] push(int count) {
        Object[] locks = IntStream.range(0, count).mapToObj(i -> "lock" + i).toArray();
        for (Object lock : locks) {
            table.push(lock);
        }
        return locks;
    }

    private boolean holds(Object lock) {
        return table.holdsBelowTop(lock, table.depth());
    }

    @Test
    void anEmptyTableHoldsNothing() {
        assertThat(table.depth()).isZero();
        assertThat(table.depthOpaque()).isZero();
        assertThat(holds("any")).isFalse();
        assertThat(table.isTop("any", table.depth())).isFalse();
    }

    @Test
    void theTopIsAnAttemptAndNotHeld() {
        Object[] locks = push(2);
        assertThat(holds(locks[0])).isTrue();
        assertThat(holds(locks[1])).isFalse();
        assertThat(table.isTop(locks[1], table.depth())).isTrue();
        assertThat(table.isTop(locks[0], table.depth())).isFalse();
        assertThat(table.entryOpaque(0)).isSameAs(locks[0]);
        assertThat(table.entryOpaque(1)).isSameAs(locks[1]);
    }

    @Test
    void aReleaseFirstClearsTheEntryAndThenDropsTheCount() {
        Object[] locks = push(2);
        table.clearTop(table.depth());
        assertThat(table.entryOpaque(1)).isNull();
        assertThat(table.depthOpaque()).isEqualTo(2);
        table.drop(table.depth());
        assertThat(table.depthOpaque()).isEqualTo(1);
        assertThat(table.isTop(locks[0], table.depth())).isTrue();
    }

    @Test
    void aHandlerBetweenClearingAndDroppingFindsTheTableConsistent() {
        Object[] locks = push(2);
        int depth = table.depth();
        table.clearTop(depth);
        table.push("handler's");
        assertThat(holds(locks[0])).isTrue();
        assertThat(holds(locks[1])).isFalse();
        table.clearTop(table.depth());
        table.drop(table.depth());
        table.drop(depth);
        assertThat(table.depth()).isEqualTo(1);
        assertThat(table.isTop(locks[0], table.depth())).isTrue();
    }

    @Test
    void locksBeyondTheLastEntryOnlyCount() {
        Object[] locks = push(CAPACITY + 3);
        assertThat(table.depth()).isEqualTo(CAPACITY + 3);
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(table.entryOpaque(i)).isSameAs(locks[i]);
        }
        assertThat(table.isTop(locks[0], table.depth())).as("unknown").isFalse();
        for (int i = 0; i < 3; i++) {
            table.clearTop(table.depth());
            table.drop(table.depth());
        }
        assertThat(table.entryOpaque(CAPACITY - 1))
                .as("not cleared by those above")
                .isSameAs(locks[CAPACITY - 1]);
        assertThat(table.isTop(locks[CAPACITY - 1], table.depth())).isTrue();
    }

    @Test
    void ofAFullTableAllEntriesBelowTheTopCountAndOfADeeperOneTheSame() {
        Object[] locks = push(CAPACITY);
        assertThat(holds(locks[CAPACITY - 2])).isTrue();
        assertThat(holds(locks[CAPACITY - 1])).as("the top").isFalse();
        table.push("beyond");
        assertThat(holds(locks[CAPACITY - 2])).isTrue();
        assertThat(holds(locks[CAPACITY - 1])).as("stored, but not looked at").isFalse();
    }
}
