package dev.spinlab.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every planted bug is caught by name, and where it is caught nothing is found without it. */
class BugZooTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    @Test
    void thereAreEnoughOfThem() {
        assertThat(BugZoo.all()).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(BugZoo.all()).extracting(SeededBug::name).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> caught() {
        List<SeededBug> all = BugZoo.all();
        return all.stream()
                .map(bug -> dynamicTest(
                        bug.name(),
                        () -> Assertions.assertTimeoutPreemptively(SOON, () -> hunt(bug, all.indexOf(bug)))));
    }

    private static void hunt(SeededBug bug, int number) throws Exception {
        Path place = Files.createDirectory(folder.resolve("bug" + number));
        try (Mutant mutant = new Mutant(bug, place)) {
            assertThat(mutant.hunt(bug.hunt())).contains(bug.caught());
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutItsBugEachHuntFindsNothing() {
        return BugZoo.all().stream()
                .map(SeededBug::hunt)
                .distinct()
                .map(hunt -> dynamicTest(
                        hunt, () -> assertThat(new Hunt().apply(hunt)).isEmpty()));
    }
}
