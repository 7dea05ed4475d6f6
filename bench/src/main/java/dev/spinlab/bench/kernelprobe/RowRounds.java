package dev.spinlab.bench.kernelprobe;

import dev.spinlab.results.kernel.KernelRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that grows round by round. */
final class RowRounds {
    private final String operation;
    private final int threads;
    private final int cpus;
    private final int interruptMicros;
    private final @Nullable String owner;
    private final List<Sample> tasks = new ArrayList<>();
    private final List<Sample> handlers = new ArrayList<>();

    /** A row of a case inside BPF programs. */
    RowRounds(LoopCase loop) {
        operation = loop.operation().id();
        threads = loop.threads();
        cpus = loop.cpus();
        interruptMicros = loop.interruptMicros();
        owner = null;
    }

    /** A row of one kind of system call. */
    RowRounds(CallCase measured, CallParticipant.Call call) {
        operation = call.id();
        threads = measured.threads();
        cpus = measured.cpus();
        interruptMicros = 0;
        owner = measured.shared() ? KernelRow.SHARED : KernelRow.OWN;
    }

    /** Adds a round of the tasks' calls. */
    void tasks(Sample round) {
        tasks.add(round);
    }

    /** Adds a round of the handlers' calls; no interrupt may have come in it. */
    void handlers(Sample round) {
        if (round.calls() > 0) {
            handlers.add(round);
        }
    }

    /** The row; empty before the first round. */
    Optional<KernelRow> row() {
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(new KernelRow(
                        operation,
                        threads,
                        cpus,
                        interruptMicros,
                        owner,
                        Sample.together(tasks),
                        handlers.isEmpty() ? null : Sample.together(handlers)));
    }
}
