package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.simulation.ManualSchedule;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UnlinkToFreeTest {
    /** Serials that want the same place in the table. */
    private static final long SAME_PLACE = 1 << 19;

    @AutoClose
    private final ManualSchedule schedule = new ManualSchedule();

    private final Cpu cpu = Machine.builder().schedule(schedule).build().cpu(0);
    private final UnlinkToFree times = new UnlinkToFree(1);

    @Test
    void eachElementHasItsOwnTime() {
        times.retired(cpu, 8);
        schedule.advance(1_000);
        times.retired(cpu, 16);
        schedule.advance(1_000);
        times.freed(cpu, 16);
        times.freed(cpu, 8);
        Histogram taken = times.take();
        assertThat(taken.getTotalCount()).isEqualTo(2);
        assertThat(taken.getMinValue()).isEqualTo(1_000);
        assertThat(taken.getMaxValue()).isEqualTo(2_000);
        assertThat(times.take().getTotalCount()).as("taken once").isZero();
    }

    @Test
    void whatIsUnlinkedWhilePausedIsLetBeButWhatWasBeforeIsStillTimed() {
        times.retired(cpu, 8);
        times.pause();
        times.retired(cpu, 16);
        schedule.advance(1_000);
        times.freed(cpu, 8);
        times.freed(cpu, 16);
        assertThat(times.take().getTotalCount()).isEqualTo(1);
    }

    @Test
    void whoeverHasAPlaceKeepsIt() {
        times.retired(cpu, 8);
        schedule.advance(500);
        times.retired(cpu, 8 + SAME_PLACE);
        schedule.advance(500);
        times.freed(cpu, 8 + SAME_PLACE);
        times.freed(cpu, 8);
        Histogram taken = times.take();
        assertThat(taken.getTotalCount()).isEqualTo(1);
        assertThat(taken.getMaxValue()).isEqualTo(1_000);
    }

    @Test
    void whatWasLostDoesNotBlockItsPlaceForEver() {
        times.retired(cpu, 8);
        times.take();
        times.retired(cpu, 8 + SAME_PLACE);
        times.freed(cpu, 8 + SAME_PLACE);
        assertThat(times.take().getTotalCount()).isEqualTo(1);
    }
}
