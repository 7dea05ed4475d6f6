package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClassesTest {
    private static final int MANY = 1000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto");
    private static final String MAIN = "dev/spinlab/bench/cli/Main";

    @TempDir
    private Path folder;

    /** A jar whose main class of that name does nothing: classes from folders cannot be archived. */
    private Path jar() throws IOException {
        Path source = folder.resolve("source/" + MAIN + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(
                source, "package dev.spinlab.bench.cli; public class Main { public static void main(String[] a) {} }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", source.toString()))
                .isZero();
        Path jar = folder.resolve("main.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(MAIN + ".class"));
            out.write(Files.readAllBytes(folder.resolve("source/" + MAIN + ".class")));
            out.closeEntry();
        }
        return jar;
    }

    @Test
    void forksTakeTheirClassesFromTheArchiveWhichIsGoneAfterwards() throws IOException, InterruptedException {
        Path jar = jar();
        Path other = Files.copy(jar, folder.resolve("other.jar"));
        Set<String> both = Set.of(jar.toString(), other.toString());
        try (SharedClasses classes = SharedClasses.of(FLAGS, both, MANY, folder)) {
            for (Path each : List.of(jar, other)) {
                List<String> flags = classes.flags(each.toString());
                assertThat(flags).startsWith(FLAGS.toArray(String[]::new)).hasSize(FLAGS.size() + 1);
                assertThat(loaded(flags, each)).contains("source: shared objects file (top)");
            }
            assertThat(archives()).hasSize(2);
            assertThat(classes.flags("/another.jar")).isEqualTo(FLAGS);
        }
        assertThat(archives()).isEmpty();
        assertThat(loaded(FLAGS, jar)).contains("source: file:").doesNotContain("(top)");
    }

    /** Where a JVM with these flags takes the main class from. */
    private static String loaded(List<String> flags, Path jar) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JvmFlags.program()));
        command.addAll(flags);
        command.addAll(List.of("-Xlog:class+load", "-cp", jar.toString(), MAIN.replace('/', '.')));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines()
                .filter(line -> line.contains(MAIN.replace('/', '.')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fewForksAreNotWorthAnArchive() throws IOException {
        String jar = jar().toString();
        try (SharedClasses classes = SharedClasses.of(FLAGS, Set.of(jar), 3, folder)) {
            assertThat(classes.flags(jar)).isEqualTo(FLAGS);
            assertThat(archives()).isEmpty();
        }
    }

    @Test
    void whereItCannotBeMadeForksStartAsEver() throws IOException {
        String jar = jar().toString();
        Set<String> oneIsMissing = Set.of(jar, "/no/such.jar");
        try (SharedClasses classes = SharedClasses.of(FLAGS, oneIsMissing, MANY, folder)) {
            assertThat(classes.flags(jar))
                    .as("compared with forks that have none")
                    .isEqualTo(FLAGS);
            assertThat(archives()).isEmpty();
        }
        List<String> wrong = List.of("-XX:+NoSuchFlag");
        try (SharedClasses classes = SharedClasses.of(wrong, Set.of(jar), MANY, folder)) {
            assertThat(classes.flags(jar)).isEqualTo(wrong);
        }
        assertThat(archives()).isEmpty();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
