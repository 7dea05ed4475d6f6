package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkOrderTest {
    private static final Plan PLAN =
            new CasePlanner(2, CasePlannerTest.BACKENDS).plan(Profile.QUICK, Narrowing.none(), Profile.QUICK.timing());

    private static List<Trial> round(List<PlannedFork> forks, int round) {
        return forks.stream()
                .filter(f -> f.index() == round)
                .map(PlannedFork::trial)
                .toList();
    }

    @Test
    void aSeedGivesTheSameOrderEveryTime() {
        List<PlannedFork> once = ForkOrder.RANDOM.layOut(PLAN, 42);
        List<PlannedFork> again = ForkOrder.RANDOM.layOut(PLAN, 42);
        assertThat(again).isEqualTo(once);
        assertThat(once).isNotEqualTo(ForkOrder.RANDOM.layOut(PLAN, 43));
    }

    @Test
    void everyRoundHoldsEveryTrialOnceAndRoundsFollowOneAnother() {
        for (ForkOrder order : ForkOrder.values()) {
            List<PlannedFork> forks = order.layOut(PLAN, 7);
            assertThat(forks).hasSize(PLAN.forks());
            assertThat(forks).extracting(PlannedFork::index).isSorted();
            for (int round = 0; round < PLAN.timing().forks(); round++) {
                assertThat(round(forks, round)).containsExactlyInAnyOrderElementsOf(PLAN.trials());
            }
        }
    }

    @Test
    void aTrialWithMoreForksHasThemSpreadOverTheRounds() {
        Trial often = PLAN.trials().get(0);
        Plan plan = new Plan("p", PLAN.timing(), PLAN.trials(), Map.of(often, 2), List.of(), List.of());
        List<PlannedFork> forks = ForkOrder.LISTED.layOut(plan, 7);
        int rounds = plan.timing().forks();
        assertThat(plan.forks(often)).isEqualTo(2 * rounds);
        assertThat(forks).hasSize(plan.forks()).doesNotHaveDuplicates();
        assertThat(plan.forks()).isEqualTo(PLAN.forks() + rounds);
        assertThat(forks.get(1)).isEqualTo(new PlannedFork(often, 1));
        assertThat(forks.get(plan.forks() / rounds)).isEqualTo(new PlannedFork(often, 2));
    }

    @Test
    void roundsAreShuffledEachForItself() {
        List<PlannedFork> forks = ForkOrder.RANDOM.layOut(PLAN, 7);
        assertThat(round(forks, 0)).isNotEqualTo(round(forks, 1));
    }

    @Test
    void reversedIsTheListTheOtherWayRound() {
        List<Trial> reversed = new ArrayList<>(PLAN.trials());
        Collections.reverse(reversed);
        assertThat(round(ForkOrder.REVERSED.layOut(PLAN, 7), 0)).isEqualTo(reversed);
        assertThat(round(ForkOrder.LISTED.layOut(PLAN, 7), 0)).isEqualTo(PLAN.trials());
    }
}
