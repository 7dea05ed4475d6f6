package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a checkout of its own, whose one commit has nothing to build. */
class GitBuildTest {
    @TempDir
    private Path folder;

    private Path checkout = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void commit() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        cache = folder.resolve("cache");
        git("init", "-q");
        Files.writeString(checkout.resolve("pom.xml"), "not a project");
        git("add", "-A");
        git("-c", "user.name=n", "-c", "user.email=e@example.invalid", "commit", "-q", "-m", "one");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @Test
    void aCommitThatDoesNotBuildIsOneLineAndItsWorkTreeIsGone() throws Exception {
        assertThatThrownBy(() -> new GitBuild(checkout, cache).build("--base", "HEAD"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--base HEAD: it does not build: ")
                .message()
                .hasLineCount(1);
        assertThat(git("worktree", "list")).hasLineCount(1);
        assertThat(cache).doesNotExist();
        assertThat(git("status", "--porcelain")).isEmpty();
    }

    @Test
    void whatIsNoCommitIsNamed() {
        assertThatThrownBy(() -> new GitBuild(checkout, cache).build("--base", "no-such-branch"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--base no-such-branch: neither a jar nor a commit of this checkout");
    }

    @Test
    void aCommitThatWasBuiltBeforeIsNotBuiltAgain() throws Exception {
        String sha = git("rev-parse", "HEAD").strip();
        Path jar = Files.createDirectory(cache).resolve("benchmarks-" + sha.substring(0, 12) + ".jar");
        Files.writeString(jar, "built before");
        assertThat(new GitBuild(checkout, cache).build("--base", "HEAD")).isEqualTo(new GitBuild.Built(sha, jar));
    }
}
