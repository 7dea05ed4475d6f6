package dev.spinlab.bench.kernelprobe.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Type information of any kind, word by word. */
public final class HandMadeTypes {
    private static final int STRUCT = 4;
    private static final int TYPEDEF = 8;

    private final List<Integer> words = new ArrayList<>();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();

    /** Nothing but the empty name. */
    public HandMadeTypes() {
        names.write(0);
    }

    /** Type information in which local storage has a lock of that type. */
    public static byte[] storageLockedBy(String lockType) {
        HandMadeTypes types = new HandMadeTypes();
        types.add(lockType, TYPEDEF, 0, 0);
        types.addStruct("bpf_local_storage", "owner", 1, "lock", 1);
        return types.build();
    }

    int name(String text) {
        int offset = names.size();
        names.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        names.write(0);
        return offset;
    }

    /** Adds a type: its name, kind, number of parts, size or type, and the words of its parts. */
    void add(String name, int kind, int parts, int sizeOrType, int... more) {
        words.add(name.isEmpty() ? 0 : name(name));
        words.add((kind << 24) | parts);
        words.add(sizeOrType);
        for (int word : more) {
            words.add(word);
        }
    }

    void addStruct(String name, String first, int firstType, String second, int secondType) {
        add(name, STRUCT, 2, 16, name(first), firstType, 0, name(second), secondType, 64);
    }

    byte[] build() {
        ByteBuffer bytes =
                ByteBuffer.allocate(24 + words.size() * 4 + names.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0x0001eb9f).putInt(24).putInt(0).putInt(words.size() * 4);
        bytes.putInt(words.size() * 4).putInt(names.size());
        words.forEach(bytes::putInt);
        return bytes.put(names.toByteArray()).array();
    }
}
