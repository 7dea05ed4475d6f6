package dev.spinlab.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much Lincheck does. Sized for a build on two cores, not for a proof. */
final class Linearizability {
    private Linearizability() {}

    /** Enumerates schedules of {@code type} and compares with {@code specification}. */
    static void modelCheck(Class<?> type, Class<?> specification, int threads) {
        modelChecking(specification, threads).check(type);
    }

    /** Runs {@code type} with real threads and compares with {@code specification}. */
    static void stress(Class<?> type, Class<?> specification, int threads) {
        new StressOptions()
                .iterations(4)
                .invocationsPerIteration(500)
                .threads(threads)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(specification)
                .check(type);
    }

    /** Passes if the model checker finds {@code type} to break {@code specification}. */
    static void assertFound(Class<?> type, Class<?> specification, int threads) {
        assertFound(type, modelChecking(specification, threads).iterations(50));
    }

    /** Passes if the model checker finds {@code type} to break {@code specification} in {@code scenario}. */
    static void assertFound(Class<?> type, Class<?> specification, ExecutionScenario scenario) {
        assertFound(
                type,
                modelChecking(specification, scenario.getParallelExecution().size())
                        .iterations(0)
                        .invocationsPerIteration(5_000)
                        .addCustomScenario(scenario));
    }

    private static void assertFound(Class<?> type, ModelCheckingOptions options) {
        options.minimizeFailedScenario(false);
        assertThatThrownBy(() -> options.check(type))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    private static ModelCheckingOptions modelChecking(Class<?> specification, int threads) {
        return new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(threads)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .addGuarantee(forClasses(Linearizability::isPrivateToACpu)
                        .allMethods()
                        .ignore())
                .sequentialSpecification(specification);
    }

    /** Schedules need not be tried inside these: each thread has a CPU to itself. Else nearly all would be tried there. */
    private static boolean isPrivateToACpu(String type) {
        return type.startsWith("dev.spinlab.machine.")
                || type.startsWith("dev.spinlab.rcu.")
                || type.equals("dev.spinlab.reclaim.Ledger");
    }
}
