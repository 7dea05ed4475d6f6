package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One task's operation, done again and again while no other task runs. The task holds its CPU. */
final class Repetition {
    /** Calls after which an operation is given up. */
    static final int MAX_CALLS = 100_000;

    /**
     * Operations of one call of the innermost method. A loop is interpreted each time it is entered, until it has come round
     * about a thousand times or its method was called often: so it is the calls that have to be many.
     */
    private static final int CHUNK = 8;

    private final Cpu cpu;
    private final Operation operation;
    private final Tally tally;

    Repetition(Cpu cpu, Operation operation, Tally tally) {
        this.cpu = cpu;
        this.operation = operation;
        this.tally = tally;
    }

    /**
     * Checks whether twice as many operations take twice the time.
     *
     * @param beside what the task did beside others
     * @return see {@link Proportionality#check}
     */
    double proportionality(TaskResult beside) {
        if (beside.successes() == 0) {
            return Double.NaN;
        }
        double ratio = Proportionality.check(System::nanoTime, this::repeat, beside.onCpuNanos() / beside.successes());
        tally.cut();
        return ratio;
    }

    /**
     * Does the operation.
     *
     * @param operations how often
     * @return false if one was refused {@value #MAX_CALLS} times and given up
     */
    boolean repeat(int operations) {
        boolean done = true;
        for (int left = operations; done && left > 0; left -= CHUNK) {
            done = few(Math.min(CHUNK, left));
        }
        return done;
    }

    private boolean few(int operations) {
        for (int done = 0; done < operations; done++) {
            int calls = 1;
            while (!call()) {
                if (++calls > MAX_CALLS) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean call() {
        Errno errno = operation.call(cpu, tally);
        cpu.operationEnd();
        return tally.answered(errno);
    }
}
