package dev.spinlab.results.gate.timed;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.MathArrays;

/**
 * Draws gates from recorded rounds, to learn how often the decision errs on the noise of a real machine.
 *
 * <p>A round holds one block of every row and control, and is drawn as a whole, so that what disturbs all rows at once
 * disturbs them at once here too. No round comes twice in a gate before all have come once: a real gate never measures the
 * same pair twice, and pairs that agree to the last digit hide noise that is there. Where a row is confirmed with all the time that is
 * left, that may take more rounds than were recorded, so that some come again: alarms are then likelier than in a real gate. In rounds of base against
 * base the arms may be exchanged: by a coin per block, which makes "no difference" exactly true, whatever the recorded
 * rounds happen to have leaned to. A drawn gate goes as a real one does: what is decided is measured no more and leaves its
 * time to the others.
 */
public final class Resampler {
    private static final double ROUNDING = 1e-9;

    private final GateData recorded;
    private final double rounds;
    private final boolean exchange;
    private final UnaryOperator<Block> change;
    private final List<List<Block>> pool;

    /**
     * A source of gates.
     *
     * @param recorded rounds to draw from, with the rules of the gates to be drawn
     * @param rounds rounds for which a gate has time if all rows stay open, at least one before the first look
     * @param exchange whether to exchange head and base by chance, and the null control and base
     */
    public Resampler(GateData recorded, double rounds, boolean exchange) {
        this(recorded, rounds, exchange, block -> block);
    }

    private Resampler(GateData recorded, double rounds, boolean exchange, UnaryOperator<Block> change) {
        this.recorded = recorded;
        this.rounds = rounds;
        this.exchange = exchange;
        this.change = change;
        Map<Integer, List<Block>> byRound = new TreeMap<>();
        recorded.blocks()
                .forEach(block -> byRound.computeIfAbsent(block.round(), r -> new ArrayList<>())
                        .add(block));
        pool = List.copyOf(byRound.values());
        if (pool.isEmpty() || !holdsScreen(recorded.settings(), rounds)) {
            throw new IllegalArgumentException(pool.size() + " recorded rounds, of which " + Numbers.plain(rounds)
                    + " to draw, not one of them before the first look");
        }
    }

    /**
     * Whether every row and control is measured before the first look.
     *
     * @param settings the rules of the gates
     * @param rounds rounds for which a gate has time
     * @return false if gates cannot be drawn
     */
    public static boolean holdsScreen(Settings settings, double rounds) {
        return rounds * settings.looks().get(0) >= 1;
    }

    /**
     * The same source, the times of the head changed in one row.
     *
     * @param row backend and workload of the row
     * @param ratio by how much all times of the head are greater
     * @return the source
     */
    public Resampler planting(RowKey row, double ratio) {
        return new Resampler(
                recorded,
                rounds,
                exchange,
                block -> block.versus() == Arm.HEAD && block.measures(row) ? block.slowed(ratio) : block);
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
                data -> Decision.withoutAdvice(data, data.settings().looks().size())
                                .status()
                        == status);
    }

    private GateData draw(RandomGenerator random) {
        List<Block> drawn = new ArrayList<>();
        List<LaneKey> lanes = pool.get(0).stream().map(LaneKey::of).toList();
        List<LaneKey> open = lanes;
        double budget = rounds * lanes.size();
        int[] order = MathArrays.natural(pool.size());
        List<Double> looks = recorded.settings().looks();
        for (int look = 1, round = 1; look <= looks.size() && !open.isEmpty(); look++) {
            double until = budget * looks.get(look - 1) + ROUNDING;
            for (; drawn.size() + 1 <= until; round++) {
                int turn = (round - 1) % order.length;
                if (turn == 0) {
                    MathArrays.shuffle(order, random);
                }
                for (Block block : pool.get(order[turn])) {
                    boolean exchanged = exchange && random.nextBoolean();
                    if (open.contains(LaneKey.of(block)) && drawn.size() + 1 <= until) {
                        // Planted after the exchange, or half of it would be planted into the base.
                        drawn.add(change.apply(copy(block, round, look, exchanged && block.versus() != Arm.CANARY)));
                    }
                }
            }
            GateVerdict verdict = Decision.withoutAdvice(recorded.withBlocks(drawn), look);
            open = verdict.next(recorded.settings(), lanes);
        }
        return recorded.withBlocks(drawn);
    }

    private static Block copy(Block block, int round, int look, boolean exchanged) {
        Stream<ForkValues> forks = block.forks().stream();
        if (exchanged) {
            forks = forks.map(fork -> fork.ranAs(fork.arm() == Arm.BASE ? block.versus() : Arm.BASE));
        }
        return new Block(round, look, block.backend(), block.workload(), block.versus(), forks.toList());
    }
}
