package dev.spinlab.bench.environment;

import dev.spinlab.results.run.Environment.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The commit of the checkout that the running jar was built in. */
public final class SourceCommit {
    private static final int TIMEOUT_SECONDS = 10;
    private static final Source UNKNOWN = new Source(null, null);

    private SourceCommit() {}

    /**
     * Asks git about the checkout around the running jar.
     *
     * @return the commit and whether the work tree differs from it; nulls without git, outside a checkout of Spinlab, or
     *     before its first commit
     */
    public static Source find() {
        Path home = home();
        return home == null ? UNKNOWN : find(home);
    }

    /**
     * Asks git for the commit that a name stands for in the checkout around the working directory.
     *
     * @param ref any name that git knows a commit by
     * @return its full hash, null if there is no such commit, no checkout or no git
     */
    public static @Nullable String named(String ref) {
        String commit = git(Path.of("").toAbsolutePath(), "rev-parse", "--verify", "--quiet", ref + "^{commit}");
        return commit == null ? null : commit.strip();
    }

    /**
     * Asks git about the checkout around a directory.
     *
     * @param directory a directory
     * @return as {@link #find()}
     */
    static Source find(Path directory) {
        String top = git(directory, "rev-parse", "--show-toplevel");
        // The jar may lie in somebody else's repository, whose commit says nothing about the jar.
        if (top == null || !Files.isRegularFile(Path.of(top.strip()).resolve("bench/pom.xml"))) {
            return UNKNOWN;
        }
        String commit = git(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        if (commit == null) {
            return UNKNOWN;
        }
        String changes = git(Path.of(top.strip()), "status", "--porcelain");
        return new Source(commit.strip(), changes == null ? null : !changes.isBlank());
    }

    private static @Nullable Path home() {
        CodeSource source = SourceCommit.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            Path path = Path.of(source.getLocation().toURI());
            return Files.isDirectory(path) ? path : path.getParent();
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException notAFile) {
            return null; // Loaded from something that is not a file: there is no checkout around it.
        }
    }

    private static @Nullable String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text;
            try (InputStream out = process.getInputStream()) {
                text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? text : null;
        } catch (IOException noGit) {
            return null; // No git on this machine: the commit is unknown, which the record can say.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
