package dev.spinlab.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void theServicesFileNamesTheFourThenTheReferencesThenTheControls() {
        assertThat(Backends.all())
                .extracting(StorageBackend::id)
                .containsExactly(
                        "percpu-counter",
                        "rqspinlock",
                        "llist-deferred-free",
                        "irqsave-deferred-free",
                        "concurrent-hash-map",
                        "reentrant-lock",
                        "unprotected-deferred-free",
                        "irqsave-nmi-admitted",
                        "raw-spinlock-unguarded");
        assertThat(Backends.all()).filteredOn(StorageBackend::isControl).hasSize(3);
        assertThat(Backends.all()).filteredOn(StorageBackend::isReference).hasSize(2);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Backends.byId("spinlock"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'spinlock'")
                .hasMessageContaining("percpu-counter, rqspinlock");
    }
}
