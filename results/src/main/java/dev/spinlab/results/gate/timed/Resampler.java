package dev.spinlab.results.gate.timed;

import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Draws gates from recorded rounds, to learn how often the decision errs on the noise of a real machine.
 *
 * <p>A round holds one block of every row and control, and is drawn as a whole, so that what disturbs all rows at once
 * disturbs them at once here too. In rounds of base against base the arms may be exchanged: by a coin per round, which
 * makes "no difference" exactly true, whatever the recorded rounds happen to have leaned to.
 */
public final class Resampler {
    private final GateData recorded;
    private final int rounds;
    private final boolean exchange;
    private final List<List<Block>> pool;

    /**
     * A source of gates.
     *
     * @param recorded rounds to draw from, with the rules of the gates to be drawn
     * @param rounds rounds that a gate plans, spread over the looks by their fractions, at least one for each look
     * @param exchange whether to exchange head and base by chance, and the null control and base
     */
    public Resampler(GateData recorded, int rounds, boolean exchange) {
        this.recorded = recorded;
        this.rounds = rounds;
        this.exchange = exchange;
        Map<Integer, List<Block>> byRound = new TreeMap<>();
        recorded.blocks()
                .forEach(block -> byRound.computeIfAbsent(block.round(), r -> new ArrayList<>())
                        .add(block));
        pool = List.copyOf(byRound.values());
        if (pool.isEmpty() || rounds < recorded.settings().looks().size()) {
            throw new IllegalArgumentException(pool.size() + " recorded rounds, of which " + rounds + " to draw for "
                    + recorded.settings().looks().size() + " looks");
        }
    }

    /**
     * How often an event occurs.
     *
     * @param seed of the draws; gate i is the same for every event
     * @param gates how many to draw
     * @param event what is counted, for example that a gate is red
     * @return the rate
     */
    public Rate rate(long seed, int gates, Predicate<GateData> event) {
        RandomGenerator random = new Well19937c(seed);
        int hits = 0;
        for (int gate = 0; gate < gates; gate++) {
            if (event.test(draw(random))) {
                hits++;
            }
        }
        return new Rate(hits, gates);
    }

    /**
     * How often the decision on a whole gate, with all its looks, ends in a status.
     *
     * @param seed of the draws
     * @param gates how many to draw
     * @param status the status
     * @return the rate
     */
    public Rate rate(long seed, int gates, Status status) {
        return rate(
                seed,
                gates,
                data -> Decision.after(data, data.settings().looks().size()).status() == status);
    }

    private GateData draw(RandomGenerator random) {
        List<Block> drawn = new ArrayList<>();
        int look = 1;
        for (int round = 1; round <= rounds; round++) {
            while (round > Math.round(rounds * recorded.settings().looks().get(look - 1))
                    && look < recorded.settings().looks().size()) {
                look++;
            }
            boolean exchanged = exchange && random.nextBoolean();
            for (Block block : pool.get(random.nextInt(pool.size()))) {
                drawn.add(copy(block, round, look, exchanged && block.versus() != Arm.CANARY));
            }
        }
        return recorded.withBlocks(drawn);
    }

    private static Block copy(Block block, int round, int look, boolean exchanged) {
        List<ForkValues> forks = exchanged
                ? block.forks().stream()
                        .map(fork -> fork.ranAs(fork.arm() == Arm.BASE ? block.versus() : Arm.BASE))
                        .toList()
                : block.forks();
        return new Block(round, look, block.backend(), block.workload(), block.versus(), forks);
    }
}
