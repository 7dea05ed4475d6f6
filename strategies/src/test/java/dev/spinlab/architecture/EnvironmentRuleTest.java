package dev.spinlab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.spinlab.architecture.fixture.TouchesTheEnvironment;
import dev.spinlab.machine.NativeSchedule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time, threads and chance come through the schedule, or a simulated one would not be the whole truth. */
class EnvironmentRuleTest {
    /** The door itself: the only classes that may touch what is behind it. */
    private static final Set<String> PERMITTED = Set.of(
            "dev.spinlab.machine.NativeSchedule", "dev.spinlab.machine.NativeCarrier", "dev.spinlab.machine.Baton");

    /** Whole packages: binding threads, threads that interrupt, and the schedules that simulate. */
    private static final Set<String> PERMITTED_PACKAGES =
            Set.of("dev.spinlab.machine.pinning", "dev.spinlab.machine.realtime", "dev.spinlab.simulation");

    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

    private static final DescribedPredicate<JavaClass> PERMITTED_CLASS = describe(
            "permitted to touch the environment",
            type -> PERMITTED.contains(outermost(type)) || PERMITTED_PACKAGES.contains(type.getPackageName()));

    private static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK = describe(
            "System.nanoTime or System.currentTimeMillis",
            access -> access.getTargetOwner().isEquivalentTo(System.class)
                    && CLOCKS.contains(access.getTarget().getName()));

    private static final DescribedPredicate<JavaClass> THREADS_OR_CHANCE = assignableTo(Thread.class)
            .or(assignableTo(LockSupport.class))
            .or(assignableTo(ThreadLocalRandom.class))
            .or(assignableTo(Executor.class))
            .or(assignableTo(Executors.class))
            .or(assignableTo(ThreadFactory.class))
            .or(assignableTo(CompletableFuture.class))
            .or(assignableTo(ForkJoinTask.class));

    private static final ArchRule NO_CLOCK =
            noClasses().that(DescribedPredicate.not(PERMITTED_CLASS)).should().accessTargetWhere(READS_A_CLOCK);

    private static final ArchRule NO_THREADS_OR_CHANCE =
            noClasses().that(DescribedPredicate.not(PERMITTED_CLASS)).should().dependOnClassesThat(THREADS_OR_CHANCE);

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static boolean reported(JavaClasses classes) {
        return NO_CLOCK.evaluate(classes).hasViolation()
                || NO_THREADS_OR_CHANCE.evaluate(classes).hasViolation();
    }

    @Test
    void onlyTheDoorReadsTheClock() {
        NO_CLOCK.check(MainClasses.ALL);
    }

    @Test
    void onlyTheDoorUsesThreadsAndUnseededChance() {
        NO_THREADS_OR_CHANCE.check(MainClasses.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReadsNanoTime",
                "RefersToNanoTime",
                "ReadsTheDate",
                "Spins",
                "Sleeps",
                "StartsAThread",
                "Parks",
                "DrawsUnseeded",
                "UsesAnExecutor",
            })
    void aClassThatGoesRoundTheDoorIsReported(String nested) throws ClassNotFoundException {
        Class<?> culprit = Class.forName(TouchesTheEnvironment.class.getName() + "$" + nested);

        assertThat(reported(new ClassFileImporter().importClasses(culprit))).isTrue();
    }

    @Test
    void theDoorIsPermittedBecauseItIsListedNotBecauseTheRuleIsBlind() {
        JavaClasses door = new ClassFileImporter().importClasses(NativeSchedule.class);

        assertThat(noClasses()
                        .should()
                        .accessTargetWhere(READS_A_CLOCK)
                        .evaluate(door)
                        .hasViolation())
                .isTrue();
        assertThat(noClasses()
                        .should()
                        .dependOnClassesThat(THREADS_OR_CHANCE)
                        .evaluate(door)
                        .hasViolation())
                .isTrue();
        assertThat(PERMITTED)
                .allSatisfy(name -> assertThat(MainClasses.ALL.contain(name)).isTrue());
    }
}
