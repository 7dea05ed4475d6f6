package dev.spinlab.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;
import org.openjdk.jol.vm.VM;

/** What tests ask JOL. */
public final class Layouts {
    private static final int UNIT_SAMPLES = 101;

    private Layouts() {}

    /** JOL would attach to this process to learn what is not needed here, and say on standard output that it cannot. */
    public static void startJolSilently() {
        System.setProperty("jol.skipHotspotSAAttach", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            assertThat(VM.current().addressSize()).isPositive();
        } finally {
            System.setOut(out);
        }
    }

    /** Returns the fields of {@code type} and of what it extends. */
    static List<FieldLayout> fields(Class<?> type) {
        return List.copyOf(ClassLayout.parseClass(type).fields());
    }

    /** Returns the field of {@code type}, or of what it extends, that is called {@code name}. */
    static FieldLayout field(Class<?> type, String name) {
        return fields(type).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no field " + name));
    }

    /** Returns how far behind the field {@code nearName} of {@code near} the field {@code farName} of {@code far} lies now, in bytes. */
    public static long distance(Object near, String nearName, Object far, String farName) {
        return (VM.current().addressOf(far) - VM.current().addressOf(near)) / unit()
                + field(far.getClass(), farName).offset()
                - field(near.getClass(), nearName).offset();
    }

    /**
     * Returns what JOL's addresses have to be divided by: it does not know by how many bits references are shifted if it may not
     * attach, so that is learned from objects of a known size.
     */
    private static long unit() {
        long[][] arrays = new long[UNIT_SAMPLES][];
        for (int i = 0; i < UNIT_SAMPLES; i++) {
            arrays[i] = new long[14];
        }
        long size = ClassLayout.parseInstance(arrays[0]).instanceSize();
        long[] distances = new long[UNIT_SAMPLES - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = VM.current().addressOf(arrays[i + 1]) - VM.current().addressOf(arrays[i]);
        }
        Arrays.sort(distances);
        return distances[distances.length / 2] / size;
    }
}
