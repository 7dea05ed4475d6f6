package dev.spinlab.bench.cli;

import dev.spinlab.bench.kernelprobe.KernelProbe;
import dev.spinlab.bench.kernelprobe.Platform;
import dev.spinlab.bench.kernelprobe.ProbePlan;
import dev.spinlab.bench.kernelprobe.UnavailableException;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.run.BadRunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** This machine's kernel as a column beside the claims: measured now, or found. Never needed. */
final class KernelBeside {
    /** Enough for shares, in which some thousand interrupts come. */
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final Platform platform;
    private final BooleanSupplier stop;
    private final Consumer<String> out;

    /**
     * Prepares.
     *
     * @param stop asked now and then; true ends the measurement
     * @param out gets lines for people
     */
    KernelBeside(BooleanSupplier stop, Consumer<String> out) {
        this(Platform.ofThisMachine(), stop, out);
    }

    KernelBeside(Platform platform, BooleanSupplier stop, Consumer<String> out) {
        this.platform = platform;
        this.stop = stop;
        this.out = out;
    }

    /**
     * Measures the cases that claims are about.
     *
     * @param command the command line that repeats it
     * @return the figures; empty, and a line said why, if the kernel may not be measured
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<KernelFigures> measure(String command) throws InterruptedException {
        try {
            KernelFigures figures = new KernelProbe(platform, new AffinityPinning(), Clock.systemUTC(), stop, out)
                    .measure(ProbePlan.ofClaims(BUDGET), command);
            figures.leftOut().forEach(line -> out.accept("real kernel, left out: " + line));
            return figures.rows().isEmpty() ? Optional.empty() : Optional.of(figures);
        } catch (UnavailableException e) {
            out.accept("the real kernel is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Takes figures of the same kernel that were measured before.
     *
     * @param runs folders that may have them
     * @param release the release of this machine's kernel
     * @return the first that are of that release
     */
    Optional<KernelFigures> find(List<Path> runs, String release) {
        for (Path run : runs) {
            try {
                Optional<KernelFigures> figures =
                        KernelFile.read(run).filter(found -> found.release().equals(release));
                if (figures.isPresent()) {
                    out.accept("real kernel: as measured " + figures.get().started() + ", from " + KernelFile.in(run));
                    return figures;
                }
            } catch (BadRunException e) {
                out.accept("the real kernel is left out: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Puts figures into the folder of a run, and into those of others that have none: theirs may tell more. */
    static void write(KernelFigures figures, Path run, List<Path> others) {
        KernelFile.write(run, figures);
        others.stream()
                .filter(other -> !Files.exists(KernelFile.in(other)))
                .forEach(other -> KernelFile.write(other, figures));
    }
}
