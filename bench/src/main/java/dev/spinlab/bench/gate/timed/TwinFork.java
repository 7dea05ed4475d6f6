package dev.spinlab.bench.gate.timed;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Main class of a JVM that holds two builds, each with a class loader of its own, and runs JMH in them in turns. Nothing of
 * Spinlab's or JMH's is shared; the JDK's classes are, and with them what the compiler has learnt about these.
 */
public final class TwinFork {
    private static final int FIXED = 5;

    private TwinFork() {}

    /**
     * Runs JMH four times: first build, second, second, first.
     *
     * @param args the two jars, the prefix of the four result files, warm-up iterations of a build's first and of its second
     *     run, JMH's other arguments
     * @throws ReflectiveOperationException if a jar has no JMH
     * @throws MalformedURLException if a path cannot be a URL
     */
    public static void main(String[] args) throws ReflectiveOperationException, MalformedURLException {
        List<ClassLoader> loaders = List.of(loader(args[0]), loader(args[1]));
        int[] order = {0, 1, 1, 0};
        for (int run = 0; run < order.length; run++) {
            List<String> jmh = new ArrayList<>(Arrays.asList(args).subList(FIXED, args.length));
            jmh.addAll(List.of("-wi", args[run < loaders.size() ? FIXED - 2 : FIXED - 1]));
            jmh.addAll(List.of("-rff", file(args[2], run)));
            run(loaders.get(order[run]), jmh);
        }
    }

    /** The result file of a run, by its number from 0. */
    static String file(String prefix, int run) {
        return prefix + run + ".json";
    }

    private static ClassLoader loader(String jar) throws MalformedURLException {
        return new URLClassLoader(new URL[] {Path.of(jar).toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static void run(ClassLoader loader, List<String> jmh) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class.forName("org.openjdk.jmh.Main", true, loader)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) jmh.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("JMH failed", e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
