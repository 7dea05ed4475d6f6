package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
    private static final long SIZE = 1_000;

    private long used;
    private int collections;
    private final Heap heap = new Heap(() -> used, bytes -> SIZE - used > bytes, this::collect, 4);

    private void collect() {
        used = 0;
        collections++;
    }

    private int collectionsAfterIterationsOf(long bytes, int iterations) {
        heap.clear();
        int before = collections;
        for (int i = 0; i < iterations; i++) {
            used += bytes;
            assertThat(used)
                    .as("what would have been collected within the iteration")
                    .isLessThan(SIZE);
            heap.clear();
        }
        return collections - before;
    }

    @Test
    void iterationsThatLeaveLittleAreFollowedByACollectionOnlyWhenTheRoomIsNearlyUsedUp() {
        assertThat(collectionsAfterIterationsOf(10, 80)).isEqualTo(0);
        assertThat(collectionsAfterIterationsOf(10, 100)).isEqualTo(1);
    }

    @Test
    void oneThatLeavesMuchIsFollowedByOne() {
        assertThat(collectionsAfterIterationsOf(300, 10)).isEqualTo(10);
    }

    @Test
    void thereIsAlwaysRoomForSeveralLikeTheLast() {
        assertThat(collectionsAfterIterationsOf(150, 3)).isEqualTo(1);
        assertThat(used).isZero();
    }

    @Test
    void whereTheRoomIsNotToldACollectionFollowsEachIteration() {
        Heap blind = new Heap(() -> 0, bytes -> false, this::collect, 4);
        blind.clear();
        blind.clear();
        assertThat(collections).isEqualTo(2);
    }
}
