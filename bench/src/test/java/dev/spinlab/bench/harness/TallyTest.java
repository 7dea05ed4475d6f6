package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.machine.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.util.Utils;

class TallyTest {
    private static final int CACHE_LINES = 128;

    private final FakeClock clock = new FakeClock();
    private final Retries retries = new Retries();
    private final Tally tally = new Tally(clock, retries, null);

    @Test
    void anOperationOfOneCallIsOneSuccess() {
        assertThat(tally.accepted()).isTrue();
        assertThat(tally.successes).isEqualTo(1);
        assertThat(tally.acceptedCalls).isEqualTo(1);
        assertThat(tally.refused.total()).isZero();
    }

    @Test
    void anOperationOfTwoCallsIsOneSuccess() {
        tally.setUnfinished(true);
        assertThat(tally.accepted()).isFalse();
        tally.setUnfinished(false);
        assertThat(tally.accepted()).isTrue();
        assertThat(tally.successes).isEqualTo(1);
        assertThat(tally.acceptedCalls).isEqualTo(2);
    }

    @Test
    void refusalsAreCountedByCode() {
        tally.refused(Errno.EBUSY);
        tally.refused(Errno.EDEADLK);
        tally.refused(Errno.EBUSY);
        assertThat(tally.refused.of(Errno.EBUSY)).isEqualTo(2);
        assertThat(tally.refused.of(Errno.EDEADLK)).isEqualTo(1);
        assertThat(tally.refused.total()).isEqualTo(3);
        assertThat(tally.successes).isZero();
    }

    @Test
    void aRunLastsFromItsFirstRefusalToTheNextAcceptedCall() {
        clock.pass(1_000, 1_000);
        tally.refused(Errno.EBUSY);
        clock.pass(70, 500);
        tally.refused(Errno.EBUSY);
        clock.pass(30, 600);
        tally.accepted();
        clock.pass(1_000, 1_000);
        tally.accepted();
        assertThat(tally.refusedNanos).isEqualTo(100);
        tally.refused(Errno.EBUSY);
        clock.pass(5, 5);
        tally.accepted();
        assertThat(tally.refusedNanos).isEqualTo(105);
    }

    @Test
    void successesNeverLookAtTheClock() {
        for (int i = 0; i < 10; i++) {
            tally.accepted();
        }
        assertThat(clock.looks).isZero();
    }

    @Test
    void onlyTheFirstCallOfAnOperationCountsAsRetried() {
        tally.refused(Errno.EBUSY);
        tally.refused(Errno.EBUSY);
        clock.pass(0, 40);
        tally.setUnfinished(true);
        tally.accepted();
        tally.refused(Errno.EBUSY);
        tally.setUnfinished(false);
        tally.accepted();
        assertThat(retries.calls().getTotalCount()).isEqualTo(1);
        assertThat(retries.calls().getMaxValue()).isEqualTo(3);
        assertThat(retries.nanos().getMaxValue()).isEqualTo(40);
    }

    @Test
    void aRunThatIsCutShortHasATimeButNoLength() {
        tally.refused(Errno.EBUSY);
        clock.pass(25, 25);
        tally.setUnfinished(true);
        tally.cut();
        assertThat(tally.refusedNanos).isEqualTo(25);
        assertThat(retries.calls().getTotalCount()).isZero();
        tally.cut();
        assertThat(tally.refusedNanos).isEqualTo(25);
    }

    @Test
    void countingStartsFromZeroButFinishesWhatWasBegun() {
        tally.setUnfinished(true);
        tally.accepted();
        tally.refused(Errno.EBUSY);
        clock.pass(40, 40);
        tally.reset();
        assertThat(tally.acceptedCalls + tally.successes + tally.refused.total() + tally.refusedNanos)
                .isZero();
        assertThat(tally.unfinished()).isTrue();
        tally.refused(Errno.EBUSY);
        clock.pass(7, 7);
        tally.accepted();
        assertThat(tally.refusedNanos).as("since counting began").isEqualTo(7);
        assertThat(retries.calls().getTotalCount()).as("runs of unknown length").isZero();
        assertThat(retries.skipped()).isEqualTo(1);
        tally.refused(Errno.EBUSY);
        tally.accepted();
        assertThat(retries.calls().getTotalCount()).isEqualTo(1);
    }

    @Test
    void valuesBeyondTheRangeAreItsUpperEnd() {
        retries.record(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(retries.calls().getTotalCount()).isEqualTo(1);
        assertThat(retries.nanos().getTotalCount()).isEqualTo(1);
    }

    @Test
    void recoveriesAreKeptByCodeUntilTheNextIteration() {
        Recoveries recoveries = new Recoveries();
        Tally recovering = new Tally(clock, null, recoveries);
        recovering.recovered(Errno.EDEADLK, 1_000);
        recovering.recovered(Errno.EDEADLK, 3_000);
        recovering.recovered(Errno.ETIMEDOUT, Long.MAX_VALUE);
        assertThat(recoveries.byCode().keySet()).containsExactlyInAnyOrder(Errno.EDEADLK, Errno.ETIMEDOUT);
        assertThat(recoveries.byCode().get(Errno.EDEADLK))
                .satisfies(nanos -> assertThat(nanos.getTotalCount()).isEqualTo(2))
                .satisfies(nanos -> assertThat(nanos.getMaxValue()).isBetween(3_000L, 3_003L));
        recovering.reset();
        assertThat(recoveries.byCode().values()).allMatch(nanos -> nanos.getTotalCount() == 0);
    }

    @Test
    void aWorkloadThatDoesNotMeasureRecoveryCannotRecordOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tally.recovered(Errno.OK, 1))
                .withMessageContaining("measuresRecovery");
    }

    /** The offsets differ between JDKs; the distances are the claim. */
    @ParameterizedTest
    @ValueSource(strings = {"acceptedCalls", "successes", "runCalls", "refusedNanos", "unfinished", "value"})
    void hotFieldsLieFarFromOtherObjects(String field) {
        long offset = Utils.getOffset(Tally.class, field);
        assertThat(offset - Utils.getOffset(Tally.class, "a000")).isGreaterThanOrEqualTo(CACHE_LINES);
        assertThat(Utils.getOffset(Tally.class, "b127") - offset).isGreaterThanOrEqualTo(CACHE_LINES);
    }
}
