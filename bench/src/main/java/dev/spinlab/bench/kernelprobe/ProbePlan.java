package dev.spinlab.bench.kernelprobe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param loops cases inside BPF programs
 * @param calls cases of system calls
 * @param budget how long all of it may take
 * @param leftOut one line for each kind of case that was left out: which and why
 */
public record ProbePlan(List<LoopCase> loops, List<CallCase> calls, Duration budget, List<String> leftOut) {
    /** Every case is measured so often, in turns, so that a drift of the machine meets all alike. */
    public static final int ROUNDS = 3;

    private static final int[][] SHAPES = {{1, 1}, {2, 1}, {4, 1}, {2, 2}, {4, 2}};
    private static final int[] INTERRUPT_MICROS = {0, 1000, 100, 20};

    /** The distance of interrupts that kernels were measured with before. */
    static final int USUAL_INTERRUPT_MICROS = 100;

    private static final long LEAST_MILLIS = 20;

    /** Copies the lists. */
    public ProbePlan {
        loops = List.copyOf(loops);
        calls = List.copyOf(calls);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * All cases.
     *
     * @param budget how long it may take
     * @return the plan
     */
    public static ProbePlan full(Duration budget) {
        List<LoopCase> loops = new ArrayList<>();
        for (int interruptMicros : INTERRUPT_MICROS) {
            for (Operation operation : Operation.values()) {
                for (int[] shape : SHAPES) {
                    loops.add(new LoopCase(operation, shape[0], shape[1], interruptMicros));
                }
            }
        }
        List<CallCase> calls = new ArrayList<>();
        for (boolean shared : new boolean[] {false, true}) {
            for (int[] shape : SHAPES) {
                calls.add(new CallCase(shared, shape[0], shape[1]));
            }
        }
        return new ProbePlan(loops, calls, budget, List.of());
    }

    /**
     * Only the cases that some claim is about.
     *
     * @param budget how long it may take
     * @return the plan; one CPU is enough for it
     */
    public static ProbePlan ofClaims(Duration budget) {
        List<LoopCase> loops = new ArrayList<>();
        loops.add(new LoopCase(Operation.CREATE_DELETE, 1, 1, 0));
        loops.add(new LoopCase(Operation.CREATE_DELETE, 2, 1, 0));
        for (Operation operation : Operation.values()) {
            loops.add(new LoopCase(operation, 1, 1, USUAL_INTERRUPT_MICROS));
        }
        return new ProbePlan(loops, List.of(), budget, List.of());
    }

    /** Without the cases that need more CPUs than there are. */
    ProbePlan onCpus(int allowed) {
        List<LoopCase> fitting =
                loops.stream().filter(loop -> loop.cpus() <= allowed).toList();
        List<CallCase> fittingCalls =
                calls.stream().filter(call -> call.cpus() <= allowed).toList();
        return fitting.size() == loops.size() && fittingCalls.size() == calls.size()
                ? this
                : new ProbePlan(
                        fitting, fittingCalls, budget, because("cases on two CPUs: this process may use one only"));
    }

    /** Without interrupts. */
    ProbePlan withoutInterrupts(String reason) {
        return new ProbePlan(
                loops.stream().filter(loop -> loop.interruptMicros() == 0).toList(),
                calls,
                budget,
                because("cases with interrupts: " + reason));
    }

    /** Without system calls on the storage of each thread, or on any. */
    ProbePlan withoutCalls(boolean sharedToo, String reason) {
        return new ProbePlan(
                loops,
                calls.stream().filter(call -> call.shared() && !sharedToo).toList(),
                budget,
                because((sharedToo ? "system calls: " : "system calls on the storage of each thread: ") + reason));
    }

    private List<String> because(String reason) {
        List<String> all = new ArrayList<>(leftOut);
        all.add(reason);
        return all;
    }

    /** The most threads of any case. */
    int threads() {
        int most = 1;
        for (LoopCase loop : loops) {
            most = Math.max(most, loop.threads());
        }
        return most;
    }

    /**
     * How long each case may take in a round.
     *
     * @return milliseconds, less than {@link #isTooShort()} allows if the budget is
     */
    long millisPerRound() {
        return budget.toMillis() / Math.max(1, ROUNDS * (loops.size() + calls.size()));
    }

    /**
     * Whether a case would get less time than it needs to tell anything.
     *
     * @return true if the budget should be longer
     */
    public boolean isTooShort() {
        return millisPerRound() < LEAST_MILLIS;
    }
}
