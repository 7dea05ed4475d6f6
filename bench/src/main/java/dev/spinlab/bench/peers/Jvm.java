package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK to measure with.
 *
 * @param program its {@code java}
 * @param version for example 17.0.15
 */
record Jvm(Path program, String version) {
    private static final String REMEDY = "give the home of a JDK, for example /opt/jdk-25";

    /** The JDK that runs the command. */
    static Jvm running() {
        return at(Path.of(System.getProperty("java.home")));
    }

    /**
     * A JDK.
     *
     * @param home its folder
     * @return the JDK
     * @throws BadInputException if there is none, or one before 17
     */
    static Jvm at(Path home) {
        Path program = home.resolve("bin").resolve("java");
        if (!Files.isExecutable(program)) {
            throw new BadInputException("--jvm " + home, "no bin/java in it", REMEDY);
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("--jvm " + home, "its file 'release' cannot be read", REMEDY);
        }
        Jvm jvm = new Jvm(program, release.getProperty("JAVA_VERSION", "").replace("\"", ""));
        if (jvm.feature() < 17) {
            throw new BadInputException("--jvm " + home, "is Java '" + jvm.version + "', not 17 or newer", REMEDY);
        }
        return jvm;
    }

    /** The feature release, 0 if it cannot be told. */
    int feature() {
        String first = version.split("[.+-]", 2)[0];
        return first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
    }
}
