package dev.spinlab.bench.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.claims.ClaimsColumn;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import dev.spinlab.results.kernel.KernelRow;
import dev.spinlab.results.kernel.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KernelColumnTest {
    private static KernelCalls calls(long calls, long refused) {
        double share = refused / (double) calls;
        return new KernelCalls(
                calls,
                new TreeMap<>(refused == 0 ? Map.of() : Map.of("create NULL", refused)),
                new Range(share, share, share),
                share / 2,
                new Range(1020, 1010, 1030));
    }

    private static KernelFigures figures(Locks locks, @Nullable String preemption, long refused, KernelRow... more) {
        List<KernelRow> rows = new ArrayList<>(List.of(more));
        rows.add(new KernelRow(KernelRow.CREATE_DELETE, 1, 1, 0, null, calls(5_000, 0), null));
        rows.add(new KernelRow(KernelRow.CREATE_DELETE, 2, 1, 0, null, calls(10_000, refused), null));
        return new KernelFigures(
                1,
                "2026-01-02T03:04:05Z",
                "c",
                "6.18.44",
                "amd64",
                preemption,
                locks,
                "j",
                3,
                10,
                false,
                rows,
                List.of());
    }

    private static KernelRow interrupted(String operation, int micros, long refused) {
        return new KernelRow(operation, 1, 1, micros, null, calls(50_000, 0), calls(1_000, refused));
    }

    @Test
    void aKernelThatPreemptsNobodyIsSaidToHideWhatItHides() {
        ClaimsColumn column = KernelColumn.of(figures(
                Locks.COUNTER,
                "none (dynamic)",
                0,
                interrupted(KernelRow.CREATE_DELETE, 100, 928),
                interrupted(KernelRow.CREATE_DELETE, 20, 500),
                interrupted(KernelRow.LOOKUP_HIT, 100, 123),
                interrupted(KernelRow.NOTHING, 100, 0)));
        assertThat(column.title()).isEqualTo("this machine's Linux 6.18");
        assertThat(column.cells()).containsOnlyKeys(1, 2, 14, 16);
        assertThat(column.cell(1))
                .isEqualTo("0 of 10,000 calls refused (preempt=none or voluntary: it cannot show it)");
        assertThat(column.cell(2)).isEqualTo("0 of 10,000 calls refused");
        assertThat(column.cell(14)).isEqualTo("92.8 %, 12.3 %, 0 of 1,000 (every 100 µs)");
        assertThat(column.cell(16)).isEqualTo("1.02 µs [1.01 µs .. 1.03 µs] with the counter");
        assertThat(column.cell(3)).isEqualTo("-");
    }

    @Test
    void aKernelThatPreemptsShowsTheRefusals() {
        ClaimsColumn column = KernelColumn.of(figures(Locks.COUNTER, "full (dynamic)", 9_000));
        assertThat(column.cells()).containsOnlyKeys(1, 16);
        assertThat(column.cell(1)).isEqualTo("90.0 % of calls, 45.0 % of time");
    }

    @Test
    void aKernelWithResilientLocksSpeaksOfTheClaimAboutThem() {
        ClaimsColumn column = KernelColumn.of(figures(
                Locks.RQSPINLOCK,
                "lazy (dynamic)",
                0,
                interrupted(KernelRow.CREATE_DELETE, 100, 0),
                interrupted(KernelRow.LOOKUP_HIT, 100, 0)));
        assertThat(column.cells()).containsOnlyKeys(1, 4, 16);
        assertThat(column.cell(1)).isEqualTo("0 of 10,000 calls refused (it has no counter)");
        assertThat(column.cell(4)).isEqualTo("0 of 10,000 calls refused");
        assertThat(column.cell(16)).endsWith(" with resilient locks");
    }

    @Test
    void whatIsNotKnownIsNotNamed() {
        ClaimsColumn column = KernelColumn.of(figures(Locks.UNKNOWN, null, 0));
        assertThat(column.cell(1)).isEqualTo("0 of 10,000 calls refused");
        assertThat(column.cell(16)).endsWith(" with whatever locks it has");
    }
}
