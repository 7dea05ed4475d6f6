package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.kernelprobe.CallParticipant.Call;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.results.kernel.KernelRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Measures the cases of a plan, in rounds. */
final class ProbeRun {
    private static final String CREATE = "create";

    private final SystemCalls calls;
    private final LoadedProbe loaded;
    private final Pinning pinning;
    private final BooleanSupplier stop;
    private final long nanos;
    private final Map<LoopCase, RowRounds> loops = new LinkedHashMap<>();
    private final Map<CallCase, Map<Call, RowRounds>> systemCalls = new LinkedHashMap<>();

    /**
     * Prepares a run.
     *
     * @param stop asked now and then; true ends the run, whose last case is left out of its round
     */
    ProbeRun(SystemCalls calls, LoadedProbe loaded, ProbePlan plan, Pinning pinning, BooleanSupplier stop) {
        this.calls = calls;
        this.loaded = loaded;
        this.pinning = pinning;
        this.stop = stop;
        nanos = TimeUnit.MILLISECONDS.toNanos(plan.millisPerRound());
        plan.loops().forEach(loop -> loops.put(loop, new RowRounds(loop)));
        for (CallCase measured : plan.calls()) {
            Map<Call, RowRounds> rows = new EnumMap<>(Call.class);
            for (Call call : Call.values()) {
                rows.put(call, new RowRounds(measured, call));
            }
            systemCalls.put(measured, rows);
        }
    }

    /**
     * Measures each case once more.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    void round() throws InterruptedException {
        for (Map.Entry<LoopCase, RowRounds> loop : loops.entrySet()) {
            measure(loop.getKey(), loop.getValue());
        }
        for (Map.Entry<CallCase, Map<Call, RowRounds>> measured : systemCalls.entrySet()) {
            measure(measured.getKey(), measured.getValue());
        }
    }

    /** The rows, in the order of the plan, without those that no round was finished of. */
    List<KernelRow> rows() {
        List<RowRounds> all = new ArrayList<>(loops.values());
        systemCalls.values().forEach(rows -> all.addAll(rows.values()));
        return all.stream().map(RowRounds::row).flatMap(Optional::stream).toList();
    }

    private void measure(LoopCase loop, RowRounds row) throws InterruptedException {
        if (stop.getAsBoolean()) {
            return;
        }
        for (int thread = 0; thread < loop.threads(); thread++) {
            loaded.tally(thread).clear();
        }
        loaded.handlerTally().clear();
        List<LoopParticipant.Found> found = PinnedThreads.run(
                pinning,
                loop.threads(),
                cpus(loop.cpus()),
                nanos,
                index -> new LoopParticipant(calls, loaded, loop, index, stop));
        if (stop.getAsBoolean()) {
            return;
        }
        row.tasks(tasks(loop.operation(), found));
        if (loop.interruptMicros() > 0) {
            row.handlers(handlers());
        }
    }

    private Sample handlers() {
        Tally tally = loaded.handlerTally().read();
        double handlerNanos = (double) tally.nanos();
        return new Sample(
                tally.calls(),
                tally.failures(CREATE),
                handlerNanos,
                (double) tally.refusedNanos(),
                tally.calls() == 0 ? 0 : handlerNanos / tally.calls());
    }

    private Sample tasks(Operation operation, List<LoopParticipant.Found> found) {
        SortedMap<String, Long> failures = new TreeMap<>();
        long rounds = 0;
        double inside = 0;
        double refused = 0;
        for (int thread = 0; thread < found.size(); thread++) {
            Tally tally = loaded.tally(thread).read();
            tally.failures(operation.get()).forEach((name, count) -> failures.merge(name, count, Long::sum));
            refused += tally.refusedNanos();
            rounds += found.get(thread).rounds();
            inside += found.get(thread).nanos();
        }
        boolean untold = operation != Operation.CREATE_DELETE && !failures.isEmpty();
        return new Sample(
                rounds,
                failures,
                inside,
                untold ? Double.NaN : refused,
                LoopParticipant.Found.median(operation, found));
    }

    private void measure(CallCase measured, Map<Call, RowRounds> rows) throws InterruptedException {
        if (stop.getAsBoolean()) {
            return;
        }
        List<Map<Call, CallParticipant.Found>> found = PinnedThreads.run(
                pinning,
                measured.threads(),
                cpus(measured.cpus()),
                nanos,
                index -> new CallParticipant(calls, loaded.storageOfCalls(), measured.shared(), stop));
        if (stop.getAsBoolean()) {
            return;
        }
        rows.forEach((call, row) -> row.tasks(CallParticipant.Found.together(
                call, found.stream().map(each -> each.get(call)).toList())));
    }

    /** The last of the CPUs that this process may use: the first ones tend to have the machine's own interrupts. */
    private List<Integer> cpus(int wanted) {
        int[] allowed = pinning.allowedCpus();
        List<Integer> last = new ArrayList<>();
        for (int i = allowed.length - wanted; i < allowed.length; i++) {
            last.add(allowed[i]);
        }
        return last;
    }
}
