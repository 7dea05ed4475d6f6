package dev.spinlab.bench.driver;

import dev.spinlab.backend.Backends;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that asks which backends there are. */
public final class BackendCatalog {
    /** Backends whose spin lock is that of another one, so that a workload about locks would measure it again. */
    private static final Map<String, String> LOCK_OF =
            Map.of("llist-deferred-free", "rqspinlock", "irqsave-deferred-free", "rqspinlock");

    private BackendCatalog() {}

    /**
     * Whose lock a backend has, if not its own.
     *
     * @param id the backend
     * @return id of the backend that is measured instead where only locks matter, null for its own lock
     */
    public static @Nullable String lockOf(String id) {
        return LOCK_OF.get(id);
    }

    /**
     * Checks that a backend exists.
     *
     * @param option the option that names it, for the message
     * @param id what was given
     * @param backends the backends there are
     * @throws BadInputException if it does not
     */
    public static void require(String option, String id, List<BackendInfo> backends) {
        List<String> known = backends.stream().map(BackendInfo::id).toList();
        if (!known.contains(id)) {
            throw new BadInputException(option + id, "no such backend", "known: " + String.join(", ", known));
        }
    }

    /**
     * Lists the backends found through the service loader.
     *
     * @return in the registry's order
     */
    public static List<BackendInfo> all() {
        return Backends.all().stream()
                .map(backend -> new BackendInfo(
                        backend.id(),
                        backend.description(),
                        backend.isControl(),
                        backend.isReference(),
                        backend.hasLock(),
                        backend.hasLock() && backend.newLock("probe") instanceof ResilientQueuedSpinLock))
                .toList();
    }
}
