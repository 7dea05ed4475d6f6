package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.PermutationTest.Block;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    private static final Block HIGHER = new Block(new double[] {1, 2}, new double[] {3, 4});
    private static final Block MIXED = new Block(new double[] {1, 3}, new double[] {2, 4});

    @Test
    void countsTheLabellingsThatAreAtLeastAsFar() {
        // Sums of two of {1, 2, 3, 4}: 3, 4, 5, 5, 6, 7.
        assertThat(PermutationTest.pGreater(List.of(HIGHER), 1)).isEqualTo(1 / 6.0);
        assertThat(PermutationTest.pGreater(List.of(MIXED), 1)).isEqualTo(2 / 6.0);
        assertThat(PermutationTest.pGreater(List.of(new Block(new double[] {3, 4}, new double[] {1, 2})), 1))
                .isEqualTo(1);
        // 7 + 7, 7 + 6, 6 + 7 of 36.
        assertThat(PermutationTest.pGreater(List.of(HIGHER, MIXED), 1)).isEqualTo(3 / 36.0);
    }

    @Test
    void blocksAreWeighedByTheirMeansNotTheirSizes() {
        Block single = new Block(new double[] {0}, new double[] {1});
        // Differences of means: 1.5, 2, 2.5, 2.5, 3, 3.5 with 0 or 1 more; 4 and above are 2 of 12.
        assertThat(PermutationTest.pGreater(List.of(MIXED, single), 1)).isEqualTo(2 / 12.0);
    }

    @Test
    void equalValuesTellNothing() {
        Block flat = new Block(new double[] {0.1, 0.1}, new double[] {0.1, 0.1});
        assertThat(PermutationTest.pGreater(Collections.nCopies(3, flat), 1)).isEqualTo(1);
        assertThat(PermutationTest.pGreater(Collections.nCopies(9, flat), 1)).isEqualTo(1);
    }

    @Test
    void roundingDoesNotTellEqualSumsApart() {
        Block rounded = new Block(new double[] {0.1, 0.2}, new double[] {0.3, 0.0});
        // 0.1 + 0.2 is not quite 0.3 + 0.0: sums 0.3, 0.4, 0.1, 0.5, 0.2, 0.3.
        assertThat(PermutationTest.pGreater(List.of(rounded), 1)).isEqualTo(4 / 6.0);
    }

    @Test
    void theAllowanceForRoundingIsInProportionToTheSums() {
        // 0.1 + 0.2 is seen, and 0.3 + 0.0 is less by its last digit. Times a power of two nothing more is rounded.
        for (double unit : new double[] {0x1p-20, 1, 0x1p20}) {
            Block rounded = new Block(new double[] {0.3 * unit, 0}, new double[] {0.1 * unit, 0.2 * unit});
            assertThat(PermutationTest.pGreater(List.of(rounded), 1))
                    .as("times %s", unit)
                    .isEqualTo(4 / 6.0);
        }
    }

    @Test
    void sixBlocksAreExactAndSevenAreDrawn() {
        assertThat(PermutationTest.pGreater(Collections.nCopies(6, HIGHER), 1)).isEqualTo(1 / 46_656.0);
        assertThat(PermutationTest.leastP(Collections.nCopies(6, HIGHER))).isEqualTo(1 / 46_656.0);
        assertThat(PermutationTest.leastP(Collections.nCopies(7, HIGHER))).isEqualTo(1 / 100_001.0);
        assertThat(PermutationTest.pGreater(Collections.nCopies(9, HIGHER), 1)).isEqualTo(1 / 100_001.0);
    }

    @Test
    void whatIsDrawnIsNearTheExactValueAndTheSameForASeed() {
        List<Block> three = List.of(MIXED, MIXED, HIGHER);
        double exact = PermutationTest.pGreater(three, 1);
        // Four more blocks that tell nothing make too many labellings to try them all.
        Block flat = new Block(new double[] {5, 5}, new double[] {5, 5});
        List<Block> seven = List.of(MIXED, flat, MIXED, flat, HIGHER, flat, flat);
        double drawn = PermutationTest.pGreater(seven, 7);
        assertThat(drawn).isCloseTo(exact, within(0.003)).isNotEqualTo(exact);
        assertThat(PermutationTest.pGreater(seven, 7)).isEqualTo(drawn);
        assertThat(PermutationTest.pGreater(seven, 8)).isNotEqualTo(drawn);
    }

    @Test
    void armsOfDifferentSizeAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Block(new double[1], new double[2]))
                .withMessage("arms of 1 and 2 values in a block");
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(new double[0], new double[0]));
    }
}
