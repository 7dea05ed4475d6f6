package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.RowKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimedPlanTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static Case measured(Workload workload) {
        return TimedPlan.of(workload).get(0).measured();
    }

    @Test
    void theDefaultFamilyIsWhatIsPromised() {
        assertThat(TimedPlan.usual())
                .extracting(trial ->
                        trial.backend() + " " + trial.measured().workload().id())
                .containsExactly(
                        "percpu-counter create-delete",
                        "rqspinlock create-delete",
                        "llist-deferred-free create-delete",
                        "irqsave-deferred-free create-delete",
                        "percpu-counter lookup-hit",
                        "rqspinlock lookup-hit",
                        "llist-deferred-free lookup-hit",
                        "irqsave-deferred-free lookup-hit",
                        "percpu-counter lock-unlock",
                        "rqspinlock lock-unlock");
    }

    @Test
    void aRowIsGatedByItsCpuTime() {
        Trial trial = TimedPlan.usual().get(0);

        assertThat(TimedPlan.row(trial))
                .isEqualTo(new RowKey("percpu-counter", trial.measured().label(), Metric.CPU));
    }

    @Test
    void theControlsAreMeasuredInTheFirstRow() {
        TimedPlan plan = TimedPlan.usual(FIVE_MINUTES, 1);

        assertThat(plan.lanes()).hasSize(plan.trials().size() + 2);
        assertThat(plan.control()).isEqualTo(plan.trials().get(0));
    }

    /** Else it would matter how many grace periods end in an iteration. */
    @Test
    void anIterationOfWhatFreesHasSeveralGracePeriods() {
        Case measured = measured(Workload.CREATE_DELETE);
        Duration period = Duration.ofNanos(RcuParameters.defaults().tasksTraceMinNanos());

        assertThat(TimedPlan.timing(measured).iteration(measured)).isGreaterThan(period.multipliedBy(3));
    }

    /** Else none of them would be left alone by the neighbours on the host. */
    @ParameterizedTest
    @EnumSource(names = {"LOOKUP_HIT", "LOCK_UNLOCK"})
    void whatFreesNothingHasManyShortIterations(Workload workload) {
        Timing light = TimedPlan.timing(measured(workload));
        Timing usual = TimedPlan.timing(measured(Workload.CREATE_DELETE));

        assertThat(light.iteration(measured(workload))).isLessThanOrEqualTo(Duration.ofMillis(10));
        assertThat(light.iterations()).isGreaterThan(2 * usual.iterations());
    }

    @ParameterizedTest
    @EnumSource(names = {"RECOVERY_ABBA", "RECOVERY_ABBCCA", "RECOVERY_STUCK_OWNER"})
    void longOperationsHaveIterationsInWhichTheyEndAndFewOfThem(Workload workload) {
        Case measured = measured(workload);
        Timing timing = TimedPlan.timing(measured);

        assertThat(timing.iteration(measured)).isGreaterThanOrEqualTo(workload.leastIteration());
        assertThat(timing.iterations())
                .isLessThan(TimedPlan.timing(measured(Workload.CREATE_DELETE)).iterations());
        assertThat(timing.warmupIterations(measured)).isPositive();
    }

    /** A gate looks four times, and each look wants a round more. */
    @Test
    void theDefaultFamilyHasSeveralRoundsInFiveMinutes() {
        TimedPlan plan = TimedPlan.usual(FIVE_MINUTES, 1);
        Duration round = plan.lanes().stream()
                .map(lane -> lane.trial().measured())
                .map(measured -> TimedPlan.timing(measured).perFork(measured).multipliedBy(2))
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(round.multipliedBy(4)).isLessThan(FIVE_MINUTES);
    }
}
