package dev.spinlab.bench.driver;

import dev.spinlab.backend.Backends;
import java.util.List;

/** The one place that asks which backends there are. */
public final class BackendCatalog {
    private BackendCatalog() {}

    /**
     * Lists the backends found through the service loader.
     *
     * @return in the registry's order
     */
    public static List<BackendInfo> all() {
        return Backends.all().stream()
                .map(backend -> new BackendInfo(backend.id(), backend.description(), backend.isControl()))
                .toList();
    }
}
