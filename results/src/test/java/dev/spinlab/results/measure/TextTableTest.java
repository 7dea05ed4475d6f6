package dev.spinlab.results.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(TextTable.aligned(List.of(List.of("a", "long head", "z"), List.of("wider", "b", ""))))
                .containsExactly("a      long head  z", "wider  b");
    }

    @Test
    void nothingGivesNoLines() {
        assertThat(TextTable.aligned(List.of())).isEmpty();
    }
}
