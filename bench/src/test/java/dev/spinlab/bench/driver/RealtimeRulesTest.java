package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.environment.RealtimeAccess.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RealtimeRulesTest {
    private static final Refusal REFUSED = new Refusal("no permission", "ask for it");

    private static void check(
            boolean pinning, @Nullable Refusal refusal, String backend, Map<Dimension, List<String>> dimensions) {
        Narrowing narrowing = new Narrowing(
                List.of(backend),
                List.of(Workload.INTERRUPTED_NOTHING),
                List.of(2),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                false,
                dimensions);
        Plan plan = new CasePlanner(2, CasePlannerTest.BACKENDS).plan(Profile.QUICK, narrowing, Profile.QUICK.timing());
        RealtimeRules.check(plan, pinning, CasePlannerTest.BACKENDS, () -> refusal);
    }

    private static final Map<Dimension, List<String>> REALTIME = Map.of(Dimension.PERIOD, List.of("100"));

    @Test
    void interruptsInStepsNeedNothing() {
        assertThatCode(() -> check(false, REFUSED, "reentrant-lock", Map.of())).doesNotThrowAnyException();
    }

    @Test
    void interruptsInTimeRunWhereTheyMay() {
        assertThatCode(() -> check(true, null, "rqspinlock", REALTIME)).doesNotThrowAnyException();
    }

    @Test
    void whatTheyNeedAndDoNotHaveIsNamedWithTheRemedy() {
        refused(() -> check(true, REFUSED, "rqspinlock", REALTIME), "no permission; ask for it");
        refused(() -> check(false, null, "rqspinlock", REALTIME), "--no-pinning");
        refused(() -> check(true, null, "reentrant-lock", REALTIME), "reentrant-lock has Java's own locks");
        refused(
                () -> check(
                        true,
                        null,
                        "rqspinlock",
                        Map.of(Dimension.PERIOD, List.of("100"), Dimension.HOST, List.of("one"))),
                "--host one");
    }

    private static void refused(Runnable check, String text) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(check::run)
                .withMessageStartingWith("--interrupts realtime: ")
                .withMessageContaining(text);
    }
}
