package dev.spinlab.bench.harness;

import java.util.function.Supplier;

/** Workers of a benchmark, made without JMH. */
public final class Workers {
    private Workers() {}

    /**
     * Makes workers.
     *
     * @param benchmark JMH's name of the benchmark method
     * @return makes one at each call, and throws {@link IllegalStateException} if it cannot
     */
    public static Supplier<Worker> of(String benchmark) {
        String name = benchmark.substring(0, benchmark.lastIndexOf('.'));
        return () -> {
            try {
                return Class.forName(name)
                        .asSubclass(Worker.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a " + name, e);
            }
        };
    }
}
