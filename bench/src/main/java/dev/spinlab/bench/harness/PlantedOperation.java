package dev.spinlab.bench.harness;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/**
 * An operation that is done more often than it is counted, so that a success costs a given share more of the very same work:
 * a slowdown whose size is known without a clock. The exact counters show it too.
 */
final class PlantedOperation extends LeadingPad implements Operation {
    private final Operation inner;
    private final double every;
    private double due;
    private long done;
    private long left;

    /**
     * Wraps an operation.
     *
     * @param inner the operation
     * @param share extra work, at most 1: of 1 / share operations one is done twice; of share 0 none is, but counted are they
     *     all the same
     * @throws IllegalStateException if the share is out of range; the message is one line
     */
    PlantedOperation(Operation inner, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalStateException(
                    "-D" + HarnessProperties.PLANTED + "=" + share + ": give a share from 0 to 1");
        }
        this.inner = inner;
        every = 1 / share;
        next();
    }

    @Override
    public void prepare(Cpu cpu) {
        inner.prepare(cpu);
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        Errno errno = inner.call(cpu, tally);
        if (errno == Errno.OK && !tally.unfinished() && --left == 0) {
            again(cpu, tally);
            next();
        }
        return errno;
    }

    private void next() {
        due += every;
        left = Math.round(due) - done;
        done += left;
    }

    private void again(Cpu cpu, Tally tally) {
        Errno errno;
        // Bounded by the stop of the iteration, and an operation that is refused for ever is stopped by nothing else
        // either.
        do {
            cpu.operationEnd();
            errno = inner.call(cpu, tally);
        } while ((errno != Errno.OK || tally.unfinished()) && !tally.stopping());
    }
}
