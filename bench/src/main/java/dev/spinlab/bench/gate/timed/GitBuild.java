package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a commit in a work tree of its own, outside the checkout, so that neither the checkout nor what is changed in it is
 * touched. The work tree is gone afterwards, also after an error; the jar stays, by the commit's name, for the next gate.
 */
final class GitBuild {
    private static final Path JAR = Path.of("bench", "target", "benchmarks.jar");
    private static final int ABBREVIATED = 12;

    private final Path checkout;
    private final Path cache;
    private volatile @Nullable Process running;

    /**
     * Makes a builder.
     *
     * @param checkout a folder of the checkout
     * @param cache folder for the jars, made if missing
     */
    GitBuild(Path checkout, Path cache) {
        this.checkout = checkout;
        this.cache = cache;
    }

    /**
     * A built commit.
     *
     * @param sha its full name
     * @param jar the jar of its benchmarks
     */
    record Built(String sha, Path jar) {}

    /**
     * Builds a commit, or finds what was built of it before.
     *
     * @param option the option that names it, for messages
     * @param ref any name that git knows it by
     * @return the jar
     * @throws BadInputException if there is no such commit or it does not build
     */
    Built build(String option, String ref) {
        String sha = commit(option, ref);
        String name = sha.substring(0, Math.min(ABBREVIATED, sha.length()));
        Path jar = cache.resolve("benchmarks-" + name + ".jar");
        if (Files.isRegularFile(jar)) {
            return new Built(sha, jar);
        }
        Path tree = outside(option, ref).resolve(name);
        Thread undo = new Thread(
                () -> {
                    endBuild();
                    remove(tree);
                },
                "spinlab-worktree");
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            copy(option, ref, sha, tree, jar);
            return new Built(sha, jar);
        } finally {
            remove(tree);
            forget(undo);
        }
    }

    private static Path outside(String option, String ref) {
        try {
            return Files.createTempDirectory("spinlab-gate-");
        } catch (IOException e) {
            throw cannotBuild(option, ref, e);
        }
    }

    private void copy(String option, String ref, String sha, Path tree, Path jar) {
        Outcome adding = run(checkout, "git", "worktree", "add", "--detach", tree.toString(), sha);
        if (adding.code() != 0) {
            throw new BadInputException(
                    option + " " + ref, "git makes no work tree of it: " + adding.lastLine(), "see 'git worktree'");
        }
        Outcome building = run(tree, "mvn", "-B", "-q", "-pl", "bench", "-am", "-DskipTests", "package");
        if (building.code() != 0 || !Files.isRegularFile(tree.resolve(JAR))) {
            throw new BadInputException(
                    option + " " + ref, "it does not build: " + building.firstError(), "choose a commit that builds");
        }
        Path half = jar.resolveSibling(jar.getFileName() + ".tmp");
        try {
            Files.createDirectories(cache);
            Files.copy(tree.resolve(JAR), half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotBuild(option, ref, e);
        }
    }

    private static BadInputException cannotBuild(String option, String ref, IOException cause) {
        return new BadInputException(
                option + " " + ref, "it cannot be built here (" + cause.getMessage() + ")", "give a jar instead");
    }

    private static void forget(Thread undo) {
        try {
            Runtime.getRuntime().removeShutdownHook(undo);
        } catch (IllegalStateException shuttingDown) {
            // Then it runs once more, and finds nothing to do.
        }
    }

    private String commit(String option, String ref) {
        Outcome found = run(checkout, "git", "rev-parse", "--verify", "--quiet", ref + "^{commit}");
        if (found.code() != 0) {
            throw new BadInputException(
                    option + " " + ref, "neither a jar nor a commit of this checkout", "see 'git log'");
        }
        return found.lastLine();
    }

    /** Ends what still writes into the work tree. */
    private void endBuild() {
        Process process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    /** Removes a work tree and its folder; done twice it does nothing more. */
    private synchronized void remove(Path tree) {
        if (Files.exists(tree)) {
            run(checkout, "git", "worktree", "remove", "--force", tree.toString());
        }
        Path folder = tree.getParent();
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> rest = Files.walk(folder)) {
            for (Path path : rest.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("note: " + folder + " could not be removed: " + e.getMessage());
        }
    }

    /** What a program said, both streams together, and its exit code. */
    private record Outcome(int code, List<String> lines) {
        String lastLine() {
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        }

        String firstError() {
            return lines.stream()
                    .filter(line -> line.contains("ERROR"))
                    .findFirst()
                    .orElse(lastLine());
        }
    }

    private Outcome run(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            running = process;
            process.getOutputStream().close();
            String text;
            try (InputStream out = process.getInputStream()) {
                text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            List<String> lines = new ArrayList<>(text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
            return new Outcome(process.waitFor(), lines);
        } catch (IOException e) {
            throw new BadInputException(
                    command[0],
                    "cannot be run (" + e.getMessage() + ")",
                    "install it, or give jars instead of commits");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException(command[0], "interrupted", "run the gate again");
        }
    }
}
