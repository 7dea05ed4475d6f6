package dev.spinlab.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The negative control of the run that the build does: jcstress, started as there, fails on a forbidden outcome. */
class ForbiddenOutcomeTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void aForbiddenOutcomeEndsInAnError() throws Exception {
        assertThat(exitCode("Unsound")).as(output()).isNotZero();
        assertThat(output()).contains("Failed tests: 1 matching test results").contains("Neither saw the other.");
    }

    @Test
    void acceptableOutcomesDoNot() throws Exception {
        assertThat(exitCode("Sound")).as(output()).isZero();
        assertThat(output()).contains("Failed tests: No matches");
    }

    private String output() throws IOException {
        Path file = outputFile();
        return Files.exists(file) ? Files.readString(file) : "no output";
    }

    private Path outputFile() {
        return folder.resolve("output.txt");
    }

    private int exitCode(String control) throws IOException, InterruptedException {
        // Surefire may put the class path into a manifest, which jcstress could not hand on to the JVMs that it forks.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "org.openjdk.jcstress.Main",
                "-m",
                "quick",
                "-time",
                "100",
                "-iters",
                "2",
                "-f",
                "1",
                "-sc",
                "false",
                "-pth",
                "false",
                "-jvmArgs",
                "-XX:+UseParallelGC",
                "-t",
                "Control\\." + control);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile().toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended within %d s", LIMIT_SECONDS)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
