package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    private static final List<String> ANY = JvmFlags.forJdk(17, 2, false);

    @Test
    void forksThatAreComparedCompileBeforeTheyGoOnAndAreOtherwiseAsAll() {
        List<String> compared = JvmFlags.forComparison(ANY);
        assertThat(compared)
                .startsWith(ANY.toArray(String[]::new))
                .contains("-Xbatch")
                .hasSize(ANY.size() + 1);
        assertThat(ANY).doesNotContain("-Xbatch");
    }

    /** Of flags given twice the last one holds. */
    @Test
    void whatFreesNothingHasASmallHeap() {
        List<String> light = JvmFlags.withSmallHeap(ANY);
        assertThat(light).startsWith(ANY.toArray(String[]::new)).endsWith("-Xms96m", "-Xmx96m", "-Xmn64m");
    }
}
