package dev.spinlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages know those below them only. */
class DependencyDirectionTest {
    private static ArchRule independent(String from, List<String> others) {
        return noClasses()
                .that()
                .resideInAPackage("dev.spinlab." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream()
                        .map(name -> "dev.spinlab." + name + "..")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "layout, machine list lock rcu work reclaim guard kernel storage backend simulation explore conformance",
        "machine, list rcu work reclaim guard kernel storage backend simulation explore conformance",
        "list, lock rcu work reclaim guard kernel storage backend simulation explore conformance",
        "guard, list lock rcu work reclaim kernel storage backend simulation explore conformance",
        "lock, list rcu work reclaim guard kernel storage backend simulation explore conformance",
        "rcu, lock work reclaim guard kernel storage backend simulation explore conformance",
        "work, lock rcu reclaim guard kernel storage backend simulation explore conformance",
        "kernel, lock reclaim guard storage backend simulation explore conformance",
        "reclaim, storage backend simulation explore conformance",
        "storage, backend simulation explore conformance",
        "backend, simulation explore conformance",
        "simulation, guard reclaim storage backend explore conformance",
        "explore, conformance",
    })
    void aPackageDoesNotKnowThoseAboveIt(String from, String above) {
        List<String> others = Arrays.asList(above.split(" ", -1));

        // A misspelt name would make the rule true of anything.
        assertThat(others)
                .allSatisfy(name -> assertThat(MainClasses.ALL)
                        .as(name)
                        .anyMatch(type -> type.getPackageName().startsWith("dev.spinlab." + name)));
        independent(from, others).check(MainClasses.ALL);
    }

    @Test
    void theRuleReportsADependencyThatThereIs() {
        assertThat(independent("storage", List.of("machine"))
                        .evaluate(MainClasses.ALL)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void noTestIsAmongTheClassesChecked() {
        assertThat(MainClasses.ALL)
                .isNotEmpty()
                .noneMatch(type -> type.getName().endsWith("Test"));
    }
}
