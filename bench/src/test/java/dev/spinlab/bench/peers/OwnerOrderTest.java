package dev.spinlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerOrderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1024, 131_072})
    void eachOwnerHasATurnBeforeAnyHasASecond(int owners) {
        BitSet seen = new BitSet();
        int turn = 0;
        for (int i = 0; i < OwnerOrder.checked(owners); i++) {
            turn = OwnerOrder.next(turn);
            seen.set(turn & (owners - 1));
        }
        assertThat(seen.cardinality()).isEqualTo(owners);
    }

    @Test
    void ownersInARowDoNotLieSideBySide() {
        int turn = 0;
        int neighbours = 0;
        for (int i = 0; i < 1024; i++) {
            int next = OwnerOrder.next(turn);
            neighbours += Math.abs((next & 1023) - (turn & 1023)) <= 1 ? 1 : 0;
            turn = next;
        }
        assertThat(neighbours).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1000, Integer.MIN_VALUE})
    void otherNumbersAreRefused(int owners) {
        assertThatThrownBy(() -> OwnerOrder.checked(owners))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("owners=" + owners + ": give a power of two from 1 on, as 1024");
    }
}
