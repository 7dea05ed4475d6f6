package dev.spinlab.machine.pinning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PinningTest {
    @Test
    void withoutPinningEveryAttemptIsRefusedWithTheReason() {
        NoPinning pinning = new NoPinning("nobody asked");

        assertThat(pinning.pin(0)).isEqualTo(new Pinning.Result(false, "nobody asked"));
        assertThat(pinning.allowedCpus()).startsWith(0).isSorted();
    }

    @Test
    void theAllowedCpusAreAscendingAndAtLeastOneAndACopy() {
        AffinityPinning pinning = new AffinityPinning();
        int[] allowed = pinning.allowedCpus();

        assertThat(allowed).isNotEmpty().isSorted().doesNotHaveDuplicates();
        allowed[0] = -1;
        assertThat(pinning.allowedCpus()[0]).isNotNegative();
    }

    @Test
    void aPinnedThreadReadsBackTheOneCpuItAskedFor() throws Exception {
        AffinityPinning pinning = new AffinityPinning();
        int[] allowed = pinning.allowedCpus();
        int last = allowed[allowed.length - 1];
        AtomicReference<String> mask = new AtomicReference<>("none");
        Pinning.Result result = onThread(() -> {
            Pinning.Result pinned = pinning.pin(last);
            mask.set(Affinity.getAffinity().toString());
            return pinned;
        });

        assumeTrue(result.pinned(), () -> "refused here: " + result.reason());
        assertThat(result).isEqualTo(Pinning.Result.PINNED);
        assertThat(mask.get()).isEqualTo("{" + last + "}");
    }

    @Test
    void aCpuThatDoesNotExistIsRefusedWithAReasonOfOneLine() throws Exception {
        AffinityPinning pinning = new AffinityPinning();
        Pinning.Result result = onThread(() -> pinning.pin(4095));

        assertThat(result.pinned()).isFalse();
        assertThat(result.reason()).isNotBlank().doesNotContain("\n");
    }

    /** A thread of its own, since the mask stays with the thread. */
    private static Pinning.Result onThread(Callable<Pinning.Result> body) throws Exception {
        FutureTask<Pinning.Result> task = new FutureTask<>(body);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task.get(30, TimeUnit.SECONDS);
    }
}
