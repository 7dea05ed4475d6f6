package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void isNamedByTimeAndProfileAndNeverTakesAnotherRunsPlace(@TempDir Path home) {
        Path runs = home.resolve("results/runs");
        assertThat(RunFolder.create(runs, NOW, "quick").root()).isEqualTo(runs.resolve("20260102T030405Z-quick"));
        assertThat(RunFolder.create(runs, NOW, "quick").root()).isEqualTo(runs.resolve("20260102T030405Z-quick-2"));
    }

    @Test
    void latestIsARelativeLinkThatFollowsTheNewestRun(@TempDir Path home) throws IOException {
        Path runs = home.resolve("runs");
        assertThat(RunFolder.create(runs, NOW, "quick").linkLatest()).isNull();
        RunFolder second = RunFolder.create(runs, NOW.plusSeconds(1), "quick");
        assertThat(second.linkLatest()).isNull();
        assertThat(Files.readSymbolicLink(home.resolve("latest"))).isEqualTo(Path.of("runs/20260102T030406Z-quick"));
    }

    @Test
    void whatIsNoLinkIsLeftAlone(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("latest"));
        assertThat(RunFolder.create(home.resolve("runs"), NOW, "quick").linkLatest())
                .contains("is not a link");
        assertThat(home.resolve("latest")).isDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed(@TempDir Path home) throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> RunFolder.create(file, NOW, "quick"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--output " + file
                        + ": cannot make a folder there (it is a file); give a folder that can be written to");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("below"), NOW, "quick"))
                .isInstanceOf(BadInputException.class);
    }
}
