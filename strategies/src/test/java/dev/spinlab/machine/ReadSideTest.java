package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadSideTest {
    private final ReadSide readSide = new ReadSide();

    @Test
    void onlyTheOutermostExitReportsAndOnlyIfAsked() {
        readSide.enter();
        assertThat(readSide.exit()).isFalse();

        readSide.enter();
        readSide.enter();
        readSide.requestReport();
        assertThat(readSide.exit()).isFalse();
        assertThat(readSide.exit()).isTrue();
    }

    @Test
    void blockingAGracePeriodAsksForAReportAndClearingForgetsBoth() {
        readSide.enter();
        readSide.blockFromVolatile(7);
        assertThat(readSide.blockedSinceVolatile()).isEqualTo(7);
        assertThat(readSide.exit()).isTrue();

        readSide.clearReport();
        assertThat(readSide.blockedSinceVolatile()).isZero();
        readSide.enter();
        assertThat(readSide.exit()).isFalse();
    }
}
