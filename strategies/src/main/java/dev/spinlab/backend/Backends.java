package dev.spinlab.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class path. */
public final class Backends {
    private Backends() {}

    /**
     * Returns all of them: strategies, then references, then controls, otherwise in the order of the services file.
     *
     * @throws BackendLoadException if one cannot be loaded, or two have the same id
     */
    public static List<StorageBackend> all() {
        Map<String, StorageBackend> byId = new LinkedHashMap<>();
        try {
            for (StorageBackend backend : ServiceLoader.load(StorageBackend.class)) {
                StorageBackend other = byId.putIfAbsent(backend.id(), backend);
                if (other != null) {
                    throw new BackendLoadException("two backends are called '" + backend.id() + "': "
                            + other.getClass().getName() + " and "
                            + backend.getClass().getName());
                }
            }
        } catch (ServiceConfigurationError | LinkageError unusable) {
            Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
            String why = cause == unusable ? "" : " (" + cause + ")";
            throw new BackendLoadException("a backend cannot be loaded: " + unusable.getMessage() + why, unusable);
        }
        List<StorageBackend> found = new ArrayList<>(byId.values());
        found.sort(Comparator.comparing(StorageBackend::isControl).thenComparing(StorageBackend::isReference));
        return found;
    }

    /**
     * Returns the backend called {@code id}.
     *
     * @throws IllegalArgumentException if there is none; the message names the known ones
     * @throws BackendLoadException as {@link #all} does
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
