package dev.spinlab.bench.driver;

import dev.spinlab.bench.environment.EnvironmentReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The flags of every fork. They replace the flags of the driver's own JVM, so that forks do not depend on how it was started. */
public final class JvmFlags {
    /** The main class of every jar that has workloads. */
    public static final String MAIN = "dev.spinlab.bench.cli.Main";

    /** From here on sun.misc.Unsafe, which JMH uses, warns unless told otherwise. */
    private static final int UNSAFE_FLAG_SINCE = 23;

    /** From here on native access, which pinning needs, warns unless allowed. */
    private static final int NATIVE_FLAG_SINCE = 22;

    private static final int HEAP_MEBIBYTES = 512;

    private JvmFlags() {}

    /**
     * The program that the flags are for.
     *
     * @return path of {@code java} of the JDK that runs the driver
     */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The flags for forks of the JDK that runs the driver.
     *
     * <p>The collector is serial and the heap fixed, so that no collector thread competes for the CPUs and no heap resizing
     * falls into a measurement. The young generation holds what an iteration of the quick profile allocates. Its pages are
     * touched beforehand: the first touch of a page costs more than the operations that fill it, and would halve the goodput
     * until the first collection. Huge pages, where they can be had, make that touch three times shorter. The number of CPUs
     * is given, since the JVM would size its compiler threads by what it finds. Cards are marked only if they are not marked
     * yet: CPUs that store references into different objects would otherwise share the lines of the card table. Tiered
     * compilation stays as it is.
     *
     * @param allowedCpus CPUs that this process may use
     * @param hugePages whether the operating system has transparent huge pages
     * @return flags in order
     */
    public static List<String> forThisJdk(int allowedCpus, boolean hugePages) {
        return forJdk(Runtime.version().feature(), allowedCpus, hugePages);
    }

    /**
     * The flags for forks of the JDK that runs the driver, on some machine.
     *
     * @param reader the machine
     * @return flags in order
     */
    public static List<String> forForks(EnvironmentReader reader) {
        return forThisJdk(reader.allowedCpus().size(), reader.hugePages());
    }

    /**
     * The flags for forks of some JDK.
     *
     * @param feature the JDK's feature release, for example 17
     * @param allowedCpus CPUs that this process may use
     * @param hugePages whether the operating system has transparent huge pages; the JVM complains if told so wrongly
     * @return flags in order
     */
    public static List<String> forJdk(int feature, int allowedCpus, boolean hugePages) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xms" + HEAP_MEBIBYTES + "m",
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-Xmn416m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseCondCardMark",
                "-XX:ActiveProcessorCount=" + allowedCpus,
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        flags.add("-da");
        if (hugePages) {
            flags.add("-XX:+UseTransparentHugePages");
        }
        if (feature >= NATIVE_FLAG_SINCE) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature >= UNSAFE_FLAG_SINCE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return List.copyOf(flags);
    }

    /**
     * The flags for a fork that real-time threads interrupt: no safepoint that nobody needs, since one that begins while a
     * handler runs lets the interrupted thread run.
     *
     * @param flags flags of any fork
     * @return flags in order
     */
    public static List<String> forRealtime(List<String> flags) {
        return and(flags, "-XX:+UnlockDiagnosticVMOptions", "-XX:GuaranteedSafepointInterval=0");
    }

    /**
     * The flags for forks that are compared with one another, of a gate or of peers. Code is compiled before it goes on, so
     * that what is known of it by then, and with it what the compiler makes of it, hangs on what has run and not on when a
     * compiler thread got a CPU: lookups of two JVMs of the same build differ by 2 % then, otherwise by 10 %.
     *
     * @param flags flags of any fork
     * @return flags in order
     */
    public static List<String> forComparison(List<String> flags) {
        return and(flags, "-Xbatch");
    }

    /**
     * The flags for forks of a gate.
     *
     * @param reader the machine
     * @return flags in order
     */
    public static List<String> forGates(EnvironmentReader reader) {
        return forComparison(forForks(reader));
    }

    /**
     * The flags for a fork that allocates next to nothing: the pages of a small heap are soon touched.
     *
     * @param flags flags of any fork
     * @return flags in order
     */
    public static List<String> withSmallHeap(List<String> flags) {
        return and(flags, "-Xms96m", "-Xmx96m", "-Xmn64m");
    }

    private static List<String> and(List<String> flags, String... more) {
        return Stream.concat(flags.stream(), Stream.of(more)).toList();
    }

    /**
     * The flags for a fork in which more lives throughout than in others. Of flags given twice the last one holds.
     *
     * @param flags flags of any fork
     * @param mebibytes more heap than any fork has, all of it for what is old
     * @return flags in order
     */
    static List<String> withHeap(List<String> flags, long mebibytes) {
        if (mebibytes == 0) {
            return flags;
        }
        long heap = HEAP_MEBIBYTES + mebibytes;
        return and(flags, "-Xms" + heap + "m", "-Xmx" + heap + "m");
    }
}
