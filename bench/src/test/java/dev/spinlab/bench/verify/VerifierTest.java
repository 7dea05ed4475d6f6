package dev.spinlab.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.storage.StorageConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private final List<String> lines = new ArrayList<>();

    private Verification explore(Duration limit, StorageBackend... backends) {
        return new Verifier(List.of(backends), 1, limit, 2, () -> false, lines::add).explore();
    }

    /** The control's composition, under a name that promises to work. */
    private static StorageBackend pretender() {
        StorageConfig config = Backends.byId("unprotected-deferred-free").config();
        return new StorageBackend() {
            @Override
            public String id() {
                return "unprotected-deferred-free";
            }

            @Override
            public String description() {
                return "a control that says it is none";
            }

            @Override
            public StorageConfig config() {
                return config;
            }
        };
    }

    @Test
    void whatBreaksWithoutBeingAControlIsAViolationWithAReplay() {
        Verification found = explore(Duration.ofSeconds(4), pretender());
        assertThat(found.violations()).isPositive();
        VerdictMatrix matrix = Matrices.of(found, 1, 4);
        VerdictMatrix.Cell cell = matrix.rows().get(0).cell("interrupt-same");
        assertThat(cell.verdict()).isEqualTo(VerdictMatrix.Cell.BREAKS);
        assertThat(cell.breaches()).contains("lost");
        assertThat(cell.replay()).startsWith("unprotected-deferred-free:").contains("hardirq");
        assertThat(matrix.summary()).matches("[\\d,]+ distinct schedules, [1-9]\\d* violations");
    }

    @Test
    void whenTheTimeIsUpItSaysWhatWasNotFinished() {
        Verification found = explore(Duration.ofMillis(1), Backends.byId("rqspinlock"));
        assertThat(found.violations()).isZero();
        assertThat(lines).allMatch(line -> line.endsWith("not finished"));
        assertThat(found.foundOut(Backends.byId("rqspinlock"))).isFalse();
        assertThat(Matrices.of(found, 1, 0).rows().get(0).cell("abba").verdict())
                .isEqualTo(VerdictMatrix.Cell.NOT_RUN);
    }

    @Test
    void theKitIsRunAndWhatItSkipsIsListed() {
        Verifier verifier = new Verifier(List.of(Backends.byId("rqspinlock")), 1, null, 1, () -> false, lines::add);
        assertThat(verifier.runKit()).isEmpty();
        assertThat(lines).anyMatch(line -> line.startsWith("  rqspinlock: skipped") && line.contains("F45"));
        assertThat(lines).anyMatch(line -> line.matches("kit: \\d+ checks, 0 failed"));
    }
}
