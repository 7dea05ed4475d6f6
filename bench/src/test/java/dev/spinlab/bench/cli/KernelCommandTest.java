package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.kernelprobe.FakeKernel;
import dev.spinlab.bench.kernelprobe.FakePlatform;
import dev.spinlab.bench.kernelprobe.Platform;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.kernel.KernelRow;
import dev.spinlab.results.kernel.Range;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KernelCommandTest {
    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    private static KernelFigures figures(String release) {
        KernelCalls calls = new KernelCalls(100, new TreeMap<>(), new Range(0, 0, 0), 0.0, new Range(20, 10, 30));
        return new KernelFigures(
                KernelFigures.SCHEMA,
                "2026-01-02T03:04:05Z",
                "the command",
                release,
                "amd64",
                "none",
                KernelFigures.Locks.COUNTER,
                "a JVM",
                3,
                10,
                false,
                List.of(new KernelRow(KernelRow.CREATE_DELETE, 1, 1, 0, null, calls, null)),
                List.of());
    }

    private KernelBeside beside(Platform platform) {
        return new KernelBeside(platform, () -> false, lines::add);
    }

    /** Asked for by itself, a kernel that may not be measured is bad input; nothing is written. */
    @Test
    void aKernelThatMayNotBeMeasuredEndsTheCommand() throws IOException {
        FakeKernel kernel = new FakeKernel().refusing("BPF_BTF_LOAD", 1);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Errors errors = new Errors(new PrintStream(err, true, StandardCharsets.UTF_8));
        CommandLine line = new CommandLine(new KernelCommand(FakePlatform.with(kernel, folder)));
        line.setExecutionExceptionHandler((e, command, parsed) -> errors.failed(e));
        Path output = folder.resolve("runs");
        assertThat(line.execute("--output", output.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("kernel: BPF_BTF_LOAD answered EPERM;"
                        + " run it as root, or with the capabilities BPF and PERFMON" + System.lineSeparator());
        assertThat(output).doesNotExist();
    }

    /** Wanted as a column only, it is left out with a line, and all else goes on. */
    @Test
    void aKernelThatMayNotBeMeasuredCostsItsColumnAlone() throws InterruptedException {
        FakeKernel kernel = new FakeKernel().refusing("BPF_BTF_LOAD", 38);
        assertThat(beside(FakePlatform.with(kernel, folder)).measure("the command"))
                .isEmpty();
        assertThat(lines)
                .containsExactly(
                        "the real kernel is left out: BPF_BTF_LOAD answered ENOSYS: the kernel has no such call,"
                                + " or a sandbox hides it; run it outside the sandbox, on a kernel with CONFIG_BPF_SYSCALL and"
                                + " CONFIG_PERF_EVENTS");
    }

    @Test
    void figuresOfTheSameKernelAreFoundAndThoseOfAnotherAreNot() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path same = Files.createDirectory(folder.resolve("same"));
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        KernelFile.write(other, figures("6.12.1"));
        KernelFile.write(same, figures("6.18.44-test"));
        Files.writeString(KernelFile.in(damaged), "{");
        KernelBeside beside = beside(FakePlatform.with(new FakeKernel(), folder));
        assertThat(beside.find(List.of(folder, other), "6.18.44-test")).isEmpty();
        assertThat(lines).isEmpty();
        assertThat(beside.find(List.of(damaged, other, same), "6.18.44-test")).contains(figures("6.18.44-test"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("the real kernel is left out: " + KernelFile.in(damaged) + ": not valid JSON");
        assertThat(lines.get(1))
                .isEqualTo("real kernel: as measured 2026-01-02T03:04:05Z, from " + KernelFile.in(same));
    }

    @Test
    void figuresThatAnotherRunHasAreNotReplacedByFewer() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Path with = Files.createDirectory(folder.resolve("with"));
        Path without = Files.createDirectory(folder.resolve("without"));
        KernelFile.write(with, figures("6.12.1"));
        KernelBeside.write(figures("6.18.1"), run, List.of(with, without));
        assertThat(Stream.of(run, with, without)
                        .map(found -> KernelFile.read(found).orElseThrow().release()))
                .containsExactly("6.18.1", "6.12.1", "6.18.1");
    }

    @Test
    void aFolderWithoutMeasurementsIsLentNothing() {
        assertThat(KernelCommand.lend(figures("6.18.1"), folder)).isEmpty();
        assertThat(KernelFile.in(folder)).doesNotExist();
    }

    /** What Ctrl-C leaves of a measurement must not take the place of a whole one. */
    @Test
    void whatIsStoredOfTheSameKernelCounts() throws IOException {
        assertThat(KernelCommand.storedRows("6.18.1", folder)).isZero();
        KernelFile.write(folder, figures("6.18.1"));
        assertThat(KernelCommand.storedRows("6.18.1", folder)).isEqualTo(1);
        assertThat(KernelCommand.storedRows("6.19", folder)).isZero();
        Files.writeString(KernelFile.in(folder), "{");
        assertThat(KernelCommand.storedRows("6.18.1", folder)).isZero();
    }
}
