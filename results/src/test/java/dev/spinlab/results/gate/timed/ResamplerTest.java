package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.stat.PairTest;
import dev.spinlab.results.stat.PairTest.Method;
import dev.spinlab.results.stat.Rate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static final int RECORDED = 200;
    private static final int ROUNDS = 20;
    private static final double ALPHA = 0.01;

    @Test
    void falseAlarmsStayWithinAlphaOnNormalNoise() {
        // With the greater noise the floor is of no help, only Holm and spending are.
        for (double deviation : new double[] {0.03, 0.1}) {
            int gates = deviation == 0.1 ? 1_200 : 200;
            Resampler resampler =
                    new Resampler(noise(Method.T).normal(deviation).data(), ROUNDS, true);
            assertWithinAlpha("normal " + deviation, alarms(resampler, 11, gates));
        }
    }

    @Test
    void falseAlarmsStayWithinAlphaWhereRowsDifferInNoise() {
        // Few rounds, so that each row leans on what the others show.
        for (int seed = 1; seed <= 3; seed++) {
            GateData recorded = GateFixture.seeded(seed)
                    .rounds(RECORDED)
                    .method(Method.MODERATED_YUEN)
                    .control(Arm.CANARY, 1.3)
                    .normal(0.05)
                    .unlike(0.3)
                    .data();
            assertWithinAlpha("unlike rows", new Resampler(recorded, 5, true).rate(14, 300, ResamplerTest::alarm));
        }
    }

    /** Draws two halves side by side, from this seed and the next. */
    private static Rate alarms(Resampler resampler, long seed, int gates) {
        int hits = IntStream.range(0, 2)
                .parallel()
                .map(half -> resampler
                        .rate(seed + half, gates / 2, ResamplerTest::alarm)
                        .hits())
                .sum();
        return new Rate(hits, gates);
    }

    /** Also in a gate that its controls made void. */
    private static boolean alarm(GateData data) {
        return !regressed(data).isEmpty();
    }

    @Test
    void falseAlarmsStayWithinAlphaOnHeavyTails() {
        for (Method method : List.of(Method.T, Method.MODERATED_YUEN, Method.YUEN)) {
            Resampler resampler = new Resampler(noise(method).heavyTailed(0.03).data(), ROUNDS, true);
            assertWithinAlpha("heavy tails, " + method, alarms(resampler, 21, 300));
        }
    }

    /** At most alpha and three standard errors of the estimate. */
    private static void assertWithinAlpha(String name, Rate rate) {
        print(name, rate);
        assertThat(rate.share()).isLessThanOrEqualTo(ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / rate.trials()));
    }

    @Test
    void aDecisionWithoutCorrectionsCriesWolf() {
        Resampler resampler = new Resampler(noise(Method.T).normal(0.03).data(), ROUNDS, true);
        Rate broken = resampler.rate(
                11,
                200,
                data -> data.settings().looks().stream()
                        .anyMatch(fraction -> data.family().stream().anyMatch(row -> risesAlone(data, row, fraction))));
        print("no Holm, no spending", broken);
        assertThat(broken.low()).isGreaterThan(5 * ALPHA);
    }

    /** A row by itself at every look, at the whole alpha. */
    private static boolean risesAlone(GateData data, RowKey row, double fraction) {
        int look = data.settings().looks().indexOf(fraction) + 1;
        double[] values = data.blocks(Arm.HEAD, look).stream()
                .filter(block -> block.measures(row))
                .flatMapToDouble(block -> Arrays.stream(block.worsenings(row.metric())))
                .toArray();
        return PairTest.of(Method.T, values).pAbove(0) <= ALPHA;
    }

    @Test
    void aPlantedSlowdownIsFoundAndNoOtherRowBlamed() {
        RowKey slow = GateFixture.row(5);
        for (Method method : List.of(Method.T, Method.MODERATED_YUEN, Method.YUEN)) {
            GateData recorded = noise(method).normal(0.03).planted(slow, 1.1).data();
            Resampler resampler = new Resampler(recorded, ROUNDS, false);
            Rate found = resampler.rate(13, 100, data -> regressed(data).equals(Set.of(slow)));
            print("10 % planted, 3 % noise, " + method, found);
            assertThat(found.share()).isGreaterThanOrEqualTo(0.95);
        }
    }

    private static Set<RowKey> regressed(GateData data) {
        Set<RowKey> rows = new HashSet<>();
        Decision.withoutAdvice(data, 4).rows(Arm.HEAD).stream()
                .filter(row -> row.gated() && row.outcome() == Outcome.REGRESSED)
                .forEach(row -> rows.add(row.row()));
        return rows;
    }

    @Test
    void exchangedArmsTakeAwayWhatTheRecordedRoundsLeanedTo() {
        GateData leaning = GateFixture.seeded(5)
                .rows(1)
                .rounds(50)
                .planted(GateFixture.row(0), 1.1)
                .data();
        assertThat(new Resampler(leaning, ROUNDS, false)
                        .rate(1, 50, Status.REGRESSED)
                        .share())
                .isEqualTo(1);
        assertThat(new Resampler(leaning, ROUNDS, true)
                        .rate(1, 50, Status.REGRESSED)
                        .share())
                .isLessThan(0.1);
        // The canary is never exchanged, or every gate would be void.
        assertThat(new Resampler(leaning, ROUNDS, true).rate(1, 50, Status.VOID).hits())
                .isLessThan(5);
    }

    @Test
    void aGateHasTheLooksThatWerePlannedAndUsesItsTime() {
        GateData recorded = undecidable();
        Set<List<Block>> seen = new HashSet<>();
        new Resampler(recorded, 10, false).rate(3, 5, data -> {
            // Ten rounds of five blocks, a quarter of them before each look.
            assertThat(data.blocks()).hasSize(10 * 5);
            for (int look = 1; look <= 4; look++) {
                int upTo = look;
                assertThat(data.blocks())
                        .filteredOn(block -> block.look() <= upTo)
                        .hasSize(look * 50 / 4);
            }
            assertThat(data.blocks().stream().filter(block -> block.round() <= 2))
                    .as("the screen has all rows and controls")
                    .hasSize(2 * 5);
            return seen.add(data.blocks());
        });
        assertThat(seen).hasSize(5);
    }

    @Test
    void afterEachLookOnlyThatIsMeasuredWhichIsNext() {
        GateData recorded = undecidable();
        int[] fewer = new int[1];
        new Resampler(recorded, 10, false).rate(3, 20, data -> {
            for (int look = 2; look <= 4; look++) {
                int now = look;
                List<Block> before = data.blocks().stream()
                        .filter(block -> block.look() < now)
                        .toList();
                List<LaneKey> lanes =
                        before.stream().map(LaneKey::of).distinct().toList();
                List<LaneKey> next =
                        Decision.after(data.withBlocks(before), look - 1).next(data.settings(), lanes);
                assertThat(data.blocks())
                        .filteredOn(block -> block.look() == now)
                        .extracting(LaneKey::of)
                        .isSubsetOf(next);
                fewer[0] += next.size() < lanes.size() ? 1 : 0;
            }
            return true;
        });
        assertThat(fewer[0]).isGreaterThan(20);
    }

    /** Noise in which nothing is seen: every row stays open to the end. */
    private static GateData undecidable() {
        return GateFixture.seeded(6)
                .rows(2)
                .rounds(8)
                .normal(0.8)
                .control(Arm.CANARY, 1)
                .data();
    }

    @Test
    void whatIsDecidedIsMeasuredNoMore() {
        GateData recorded =
                GateFixture.seeded(7).rows(2).rounds(40).normal(0.01).data();
        new Resampler(recorded, 10, true).rate(4, 5, data -> {
            assertThat(data.blocks()).as("all rows are decided soon").hasSizeLessThan(10 * 5);
            return true;
        });
    }

    @Test
    void aPlantedSlowdownIsOfTheHeadWhicheverWayTheArmsWereExchanged() {
        GateData recorded =
                GateFixture.seeded(7).rows(2).rounds(40).normal(0.01).data();
        RowKey slow = GateFixture.row(1);
        Rate found = new Resampler(recorded, 10, true)
                .planting(slow, 1.2)
                .rate(4, 20, data -> regressed(data).equals(Set.of(slow)));
        assertThat(found.hits()).isEqualTo(20);
    }

    @Test
    void aRoundIsDrawnAsAWhole() {
        GateData recorded = undecidable();
        new Resampler(recorded, 8, false).rate(3, 3, data -> {
            int whole = 0;
            for (int round = 1;
                    round <= data.blocks().get(data.blocks().size() - 1).round();
                    round++) {
                int number = round;
                int[] sequences = data.blocks().stream()
                        .filter(block -> block.round() == number)
                        .mapToInt(block -> block.forks().get(0).sequence())
                        .toArray();
                // Five consecutive blocks of four forks, as they were recorded, or those of them that are next.
                assertThat(sequences).isSorted().isNotEmpty();
                assertThat(Arrays.stream(sequences).map(s -> s / 20).distinct()).hasSize(1);
                whole += sequences.length == 5 ? 1 : 0;
            }
            assertThat(whole).isPositive();
            return true;
        });
    }

    @Test
    void theArmsOfEachBlockAreExchangedByACoinOfItsOwn() {
        int[] mixed = new int[1];
        new Resampler(undecidable(), 8, true).rate(3, 10, data -> {
            for (int round = 1; round <= 2; round++) {
                int number = round;
                long kinds = data.blocks().stream()
                        .filter(block -> block.round() == number && block.versus() != Arm.CANARY)
                        .map(block -> block.forks().get(0).arm() == Arm.BASE)
                        .distinct()
                        .count();
                mixed[0] += kinds == 2 ? 1 : 0;
            }
            return true;
        });
        assertThat(mixed[0]).isPositive();
    }

    @Test
    void noRoundComesAgainBeforeAllHaveCome() {
        GateData recorded = undecidable();
        new Resampler(recorded, 20, false).rate(3, 20, data -> {
            List<Integer> recordedRounds = data.blocks().stream()
                    .filter(block -> block.versus() == Arm.HEAD)
                    .map(block -> block.forks().get(0).sequence() / 20)
                    .distinct()
                    .toList();
            assertThat(recordedRounds).hasSize(8);
            Map<Integer, Integer> times = new TreeMap<>();
            data.blocks().stream()
                    .filter(block -> block.round() <= 8)
                    .map(block -> block.forks().get(0).sequence())
                    .forEach(first -> times.merge(first, 1, Integer::sum));
            assertThat(times.values()).containsOnly(1);
            return true;
        });
    }

    @Test
    void theSameSeedGivesTheSameRate() {
        Resampler resampler =
                new Resampler(GateFixture.seeded(8).rows(2).rounds(20).data(), 8, true);
        Rate first = resampler.rate(
                9, 40, data -> data.blocks().get(0).forks().get(0).sequence() > 70);
        assertThat(first.hits()).isBetween(1, 39);
        assertThat(resampler.rate(
                        9, 40, data -> data.blocks().get(0).forks().get(0).sequence() > 70))
                .isEqualTo(first);
    }

    @Test
    void tooFewRoundsAreRejected() {
        GateData recorded = GateFixture.seeded(9).rows(1).rounds(4).data();
        assertThat(new Resampler(recorded, 4, false).rate(1, 1, data -> true).hits())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampler(recorded, 3, false))
                .withMessage("4 recorded rounds, of which 3 to draw, not one of them before the first look");
        assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(recorded.withBlocks(List.of()), 4, false));
    }

    private static GateFixture noise(Method method) {
        return GateFixture.seeded(10).rounds(RECORDED).method(method).control(Arm.CANARY, 1.3);
    }

    private static void print(String name, Rate rate) {
        System.out.printf(
                "%s: %d of %d gates, %.4f [%.4f, %.4f]%n",
                name, rate.hits(), rate.trials(), rate.share(), rate.low(), rate.high());
    }
}
