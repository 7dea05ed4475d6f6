package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.stat.PermutationTest;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two forks of the base and two of another arm, in the order ABBA or BAAB, which cancels a drift that is steady.
 *
 * @param round number of the pass over all rows in which it ran
 * @param look number of the look that was the first to see it, from 1
 * @param backend the backend
 * @param workload the workload case
 * @param versus the arm compared with the base
 * @param forks the forks in the order in which they ran
 */
public record Block(int round, int look, String backend, String workload, Arm versus, List<ForkValues> forks) {
    /** Forks in a block. */
    public static final int FORKS = 4;
    /** Pairs of a base and another arm in a block: the unit of all tests on times. */
    public static final int PAIRS = 2;

    /** Copies the list and rejects what is no block. */
    public Block {
        requireNonNull(backend, "backend");
        requireNonNull(workload, "workload");
        forks = List.copyOf(forks);
        String name = "block of round " + round + " (" + backend + ", " + workload + ")";
        if (look < 1) {
            throw new IllegalArgumentException(name + " belongs to no look");
        }
        if (forks.size() != FORKS) {
            throw new IllegalArgumentException(name + " has " + forks.size() + " forks instead of " + FORKS);
        }
        Arm outer = forks.get(0).arm();
        Arm inner = forks.get(1).arm();
        boolean mirrored = forks.get(2).arm() == inner && forks.get(3).arm() == outer;
        boolean pair = outer == Arm.BASE ? inner == versus : outer == versus && inner == Arm.BASE;
        if (versus == Arm.BASE || !mirrored || !pair) {
            throw new IllegalArgumentException(name + " is not BASE and " + versus + " in the order ABBA or BAAB");
        }
        for (ForkValues fork : forks) {
            if (!fork.values().keySet().equals(forks.get(0).values().keySet())) {
                throw new IllegalArgumentException(name + " has forks with different metrics");
            }
        }
    }

    /**
     * Whether it was measured for a row.
     *
     * @param row the row
     * @return true if backend and workload are the row's
     */
    public boolean measures(RowKey row) {
        return backend.equals(row.backend()) && workload.equals(row.workload());
    }

    /**
     * The block's values for a timed metric, one for each pair of forks that ran one after the other: the logarithm of the
     * other arm less that of the base, with the sign turned if more is better, so that positive is always worse. A steady
     * drift is in both, with opposite signs, so it leaves their mean and shows in their spread.
     *
     * @param metric a timed metric of its forks
     * @return {@value #PAIRS} log-ratios, in the order in which they ran
     * @throws IllegalArgumentException if its forks have not measured it
     */
    public double[] worsenings(Metric metric) {
        double[] pairs = new double[PAIRS];
        for (int i = 0; i < FORKS; i++) {
            ForkValues fork = forks.get(i);
            Double value = fork.values().get(metric);
            if (value == null) {
                throw new IllegalArgumentException("round " + round + " has not measured " + metric.id());
            }
            boolean adds = (fork.arm() == Arm.BASE) != (metric.direction() == Direction.SMALLER_IS_BETTER);
            pairs[i * PAIRS / FORKS] += adds ? StrictMath.log(value) : -StrictMath.log(value);
        }
        return pairs;
    }

    /** The same block, as if all times of the other arm were greater, and its rates smaller, by a ratio. */
    Block slowed(double ratio) {
        List<ForkValues> slower = forks.stream()
                .map(fork -> fork.arm() == versus ? fork.slowed(ratio) : fork)
                .toList();
        return new Block(round, look, backend, workload, versus, slower);
    }

    /** The values of both arms, the base first. */
    PermutationTest.Block values(ToDoubleFunction<ForkValues> value) {
        return new PermutationTest.Block(of(Arm.BASE, value), of(versus, value));
    }

    private double[] of(Arm arm, ToDoubleFunction<ForkValues> value) {
        return forks.stream()
                .filter(fork -> fork.arm() == arm)
                .mapToDouble(value)
                .toArray();
    }
}
