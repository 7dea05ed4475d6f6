package dev.spinlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmTest {
    @TempDir
    private Path home;

    private void hasJava() throws IOException {
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theRunningJdkIsKnown() {
        assertThat(Jvm.running().feature()).isEqualTo(Runtime.version().feature());
        assertThat(Jvm.running().program()).isExecutable();
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, 17", "25, 25", "26-ea, 26", "25.0.3+9, 25"})
    void theFeatureReleaseIsRead(String version, int feature) throws IOException {
        hasJava();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        assertThat(Jvm.at(home).feature()).isEqualTo(feature);
        assertThat(Jvm.at(home).version()).isEqualTo(version);
    }

    @Test
    void aFolderWithoutAJdkIsOneLine() throws IOException {
        refused("no bin/java in it");
        hasJava();
        refused("its file 'release' cannot be read");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        refused("is Java '11.0.2', not 17 or newer");
        Files.writeString(home.resolve("release"), "OTHER=1\n");
        refused("is Java '', not 17 or newer");
    }

    @Test
    void twoOfAVersionCannotBeToldApart() {
        Jvm one = new Jvm(Path.of("one"), "17.0.1");
        Peers.requireDistinct(List.of(one, new Jvm(Path.of("two"), "17.0.2")));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Peers.requireDistinct(List.of(one, new Jvm(Path.of("two"), "17.0.1"))))
                .withMessageContaining("--jvm: names a version twice");
    }

    private void refused(String problem) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Jvm.at(home))
                .withMessageContaining(problem)
                .withMessageContaining(home.toString());
    }
}
