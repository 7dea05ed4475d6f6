package dev.spinlab.bench.harness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The things of which the tasks of a trial have one together, by kind. */
final class Shared {
    private final Map<Class<?>, Object> things = new HashMap<>();

    Shared() {}

    /** Returns the thing of a kind, made for the first that asks. */
    synchronized <T> T get(Class<T> kind, Supplier<T> maker) {
        return kind.cast(things.computeIfAbsent(kind, key -> maker.get()));
    }

    /** Returns whether anybody has asked for a thing of this kind. */
    synchronized boolean contains(Class<?> kind) {
        return things.containsKey(kind);
    }
}
