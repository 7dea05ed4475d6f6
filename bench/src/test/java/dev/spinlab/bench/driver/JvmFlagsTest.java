package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Preemption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    private static final List<String> ANY = JvmFlags.forJdk(17, 2, false);

    private static List<String> more(Workload workload, Map<String, String> dimensions) {
        Case measured = new Case(
                workload, 1, 1, Preemption.FULL, InterruptLevel.NONE, false, new TreeMap<>(dimensions), "for the test");
        List<String> flags = JvmFlags.forCase(ANY, measured);
        assertThat(flags).startsWith(ANY.toArray(String[]::new));
        return flags.subList(ANY.size(), flags.size());
    }

    /** Of flags given twice the last one holds. */
    @Test
    void theHeapIsAsLargeAsTheCaseNeeds() {
        assertThat(more(Workload.CREATE_DELETE, Map.of())).isEmpty();
        assertThat(more(Workload.LOOKUP_HIT, Map.of())).containsExactly("-Xms96m", "-Xmx96m", "-Xmn64m");
        List<String> large = more(Workload.LOOKUP_HIT, Map.of("live", "100000"));
        assertThat(large).hasSize(2).element(1).asString().matches("-Xmx[67]\\d\\dm");
    }

    @Test
    void codeIsCompiledBeforeItGoesOnUnlessRealTimeHandlersInterruptIt() {
        assertThat(ANY).endsWith("-Xbatch");
        assertThat(JvmFlags.forRealtime(ANY)).endsWith("-XX:+BackgroundCompilation");
    }
}
