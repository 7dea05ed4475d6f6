package dev.spinlab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of deferred frees find the control out, each for what it is about. */
class ReclaimFactsTest {
    private final StorageBackend control = Backends.byId("unprotected-deferred-free");

    private static Check check(String id) {
        return ReclaimFacts.checks().stream()
                .filter(check -> check.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void thereIsOneCheckForEachOfTheStatements41To50() {
        assertThat(ReclaimFacts.checks().stream().map(Check::id))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(41, 50).mapToObj(n -> "F" + n).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"F45", "F46", "F47", "F50"})
    void theControlIsFoundOut(String id) {
        assertThatExceptionOfType(CheckFailed.class).isThrownBy(() -> check(id).run(control));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F48", "F49"})
    void whatTheControlGetsRightIsNotHeldAgainstIt(String id) {
        assertThatCode(() -> check(id).run(control)).doesNotThrowAnyException();
    }
}
