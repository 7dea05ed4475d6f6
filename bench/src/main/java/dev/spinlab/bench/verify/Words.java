package dev.spinlab.bench.verify;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Column;
import dev.spinlab.machine.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what the cells show. A sentence is there only if its cells were explored and show it. */
final class Words {
    private static final Set<Column> INTERRUPTS = EnumSet.of(Column.HARDIRQ_SAME, Column.HARDIRQ_OTHER);
    private static final Set<Column> NMIS = EnumSet.of(Column.NMI_SAME, Column.NMI_OTHER);

    private final Verification found;
    private final List<String> sentences = new ArrayList<>();

    private Words(Verification found) {
        this.found = found;
    }

    static List<String> of(Verification found) {
        Words words = new Words(found);
        words.counter();
        words.lists();
        words.locks();
        words.readers();
        return words.sentences;
    }

    private void counter() {
        String refuses = Arrays.stream(Column.values())
                .filter(column -> backend("percpu-counter")
                        .map(backend -> found.cell(backend, column).refusals().contains(Errno.EBUSY))
                        .orElse(false))
                .map(Column::title)
                .collect(Collectors.joining("; "));
        if (!refuses.isEmpty()) {
            sentences.add("The busy counter tells callers that the CPU is busy (EBUSY) in: " + refuses + ".");
        }
    }

    private void lists() {
        boolean masked = clean("irqsave-deferred-free", INTERRUPTS) && clean("irqsave-nmi-admitted", INTERRUPTS);
        if (masked && broken("irqsave-nmi-admitted", NMIS)) {
            sentences.add(
                    "Masking interrupts around the deferred list stops interrupts but not NMIs: where NMIs are admitted"
                            + " elements are lost, so irqsave-deferred-free refuses to delete there (EOPNOTSUPP).");
        }
        if (clean("llist-deferred-free", INTERRUPTS) && clean("llist-deferred-free", NMIS)) {
            sentences.add("The lock-less list stops both interrupts and NMIs.");
        }
        if (broken("unprotected-deferred-free", INTERRUPTS) && broken("unprotected-deferred-free", NMIS)) {
            sentences.add(
                    "The plain list stops neither: a handler that comes into an add or into the worker's drain loses"
                            + " elements or has them freed twice.");
        }
    }

    private void locks() {
        Set<Column> cycles = EnumSet.of(Column.AA, Column.ABBA);
        if (broken("raw-spinlock-unguarded", cycles) && clean("rqspinlock", cycles)) {
            sentences.add(
                    "Raw spin locks without a counter deadlock when a context wants what it holds, or two want each"
                            + " other's; resilient ones answer EDEADLK.");
        }
        boolean refused = backend("rqspinlock")
                .map(backend ->
                        found.cell(backend, Column.STUCK_OWNER).refusals().contains(Errno.ETIMEDOUT))
                .orElse(false);
        if (refused) {
            sentences.add(
                    "Behind an owner that stands still for two seconds a resilient lock gives up (ETIMEDOUT); a raw one"
                            + " waits it out.");
        }
    }

    private void readers() {
        Set<Column> sleeping = EnumSet.of(Column.SLEEPING_READER);
        if (broken("unprotected-deferred-free", sleeping) && clean("llist-deferred-free", sleeping)) {
            sentences.add(
                    "Two periods of regular RCU in place of one of Tasks Trace RCU free what a sleeping reader still"
                            + " uses.");
        }
    }

    private Optional<StorageBackend> backend(String id) {
        return found.backends().stream()
                .filter(backend -> backend.id().equals(id))
                .findFirst();
    }

    private boolean clean(String id, Set<Column> columns) {
        return backend(id)
                .map(backend -> columns.stream()
                        .map(column -> found.cell(backend, column))
                        .allMatch(
                                cell -> cell.schedules() > 0 && cell.breaches().isEmpty()))
                .orElse(false);
    }

    private boolean broken(String id, Set<Column> columns) {
        return backend(id)
                .map(backend -> columns.stream()
                        .noneMatch(
                                column -> found.cell(backend, column).breaches().isEmpty()))
                .orElse(false);
    }
}
