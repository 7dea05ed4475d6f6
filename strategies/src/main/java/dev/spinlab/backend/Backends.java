package dev.spinlab.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class path. */
public final class Backends {
    private Backends() {}

    /** Returns all of them: strategies, then references, then controls, otherwise in the order of the services file. */
    public static List<StorageBackend> all() {
        List<StorageBackend> found = new ArrayList<>();
        ServiceLoader.load(StorageBackend.class).forEach(found::add);
        found.sort(Comparator.comparing(StorageBackend::isControl).thenComparing(StorageBackend::isReference));
        return found;
    }

    /**
     * Returns the backend called {@code id}.
     *
     * @throws IllegalArgumentException if there is none; the message names the known ones
     */
    public static StorageBackend byId(String id) {
        List<StorageBackend> all = all();
        for (StorageBackend backend : all) {
            if (backend.id().equals(id)) {
                return backend;
            }
        }
        throw new IllegalArgumentException("unknown backend '" + id + "'; known: "
                + all.stream().map(StorageBackend::id).collect(Collectors.joining(", ")));
    }
}
