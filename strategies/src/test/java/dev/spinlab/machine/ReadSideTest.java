package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadSideTest {
    private final ReadSide readSide = new ReadSide();

    @Test
    void aReportIsWantedFromTheRequestUntilItIsCleared() {
        assertThat(readSide.reportWanted()).isFalse();

        readSide.requestReport();
        assertThat(readSide.reportWanted()).isTrue();

        readSide.clearReport();
        assertThat(readSide.reportWanted()).isFalse();
    }

    @Test
    void blockingAGracePeriodAsksForAReportAndClearingForgetsBoth() {
        readSide.blockFromVolatile(7);
        assertThat(readSide.blockedSinceVolatile()).isEqualTo(7);
        assertThat(readSide.reportWanted()).isTrue();

        readSide.clearReport();
        assertThat(readSide.blockedSinceVolatile()).isZero();
        assertThat(readSide.reportWanted()).isFalse();
    }
}
