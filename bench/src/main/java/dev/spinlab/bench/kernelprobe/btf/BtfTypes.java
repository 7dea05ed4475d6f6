package dev.spinlab.bench.kernelprobe.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Type information that is read: where each type lies, and what the probe asks of them.
 *
 * <p>Implementation notes: a kernel's has some hundred thousand types in five megabytes; one pass finds where each begins, and
 * questions go over that index.
 */
public final class BtfTypes {
    private static final int INITIAL = 1 << 12;

    private final ByteBuffer bytes;
    private final int namesAt;
    private final int namesLength;
    private int[] typesAt = new int[INITIAL];
    private int count;

    private BtfTypes(ByteBuffer bytes, int namesAt, int namesLength) {
        this.bytes = bytes;
        this.namesAt = namesAt;
        this.namesLength = namesLength;
    }

    /**
     * Reads type information.
     *
     * @param content its bytes, little endian
     * @return the types
     * @throws IllegalArgumentException if it is damaged or has kinds of types that are not known here; the message says which
     */
    public static BtfTypes read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        require(content.length >= BtfFormat.HEADER_BYTES, "it is shorter than its header");
        require(bytes.getShort(0) == BtfFormat.MAGIC, "it does not begin as type information does");
        int header = bytes.getInt(4);
        int typesLength = bytes.getInt(12);
        int namesLength = bytes.getInt(20);
        long typesAt = (long) header + bytes.getInt(8);
        long namesAt = (long) header + bytes.getInt(16);
        require(
                header >= BtfFormat.HEADER_BYTES
                        && isWithin(typesAt, typesLength, content.length)
                        && isWithin(namesAt, namesLength, content.length),
                "its header points beyond its end");
        BtfTypes types = new BtfTypes(bytes, (int) namesAt, namesLength);
        types.index((int) typesAt, (int) typesAt + typesLength);
        return types;
    }

    private static boolean isWithin(long from, int length, int all) {
        return from >= 0 && length >= 0 && from + length <= all;
    }

    private void index(int from, int to) {
        int at = from;
        while (at < to) {
            require(at + BtfFormat.TYPE_BYTES <= to, "its last type is cut short");
            if (count == typesAt.length) {
                typesAt = Arrays.copyOf(typesAt, 2 * count);
            }
            typesAt[count++] = at;
            int kind = kind(at);
            require(kind >= BtfFormat.INT && kind <= BtfFormat.LAST_KIND, "it has types of the unknown kind " + kind);
            at += BtfFormat.TYPE_BYTES + BtfFormat.partBytes(kind, parts(at));
        }
        require(at == to, "its last type is cut short");
    }

    /**
     * The type of a member of a structure, by its name.
     *
     * @param structure name of the structure
     * @param member name of the member
     * @return name of the member's type, which is empty for a type without one; empty if there is no such member
     */
    public Optional<String> memberType(String structure, String member) {
        Integer found = find(BtfFormat.STRUCT, structure);
        if (found == null) {
            return Optional.empty();
        }
        for (int part = 0; part < parts(found); part++) {
            int memberAt = found + BtfFormat.TYPE_BYTES + part * BtfFormat.MEMBER_BYTES;
            if (name(memberAt).equals(member)) {
                return Optional.of(name(at(bytes.getInt(memberAt + Integer.BYTES))));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether there is a variable of that name.
     *
     * @param name its name
     * @return whether the type information has it
     */
    public boolean hasVariable(String name) {
        return find(BtfFormat.VAR, name) != null;
    }

    private @Nullable Integer find(int kind, String name) {
        for (int i = 0; i < count; i++) {
            if (kind(typesAt[i]) == kind && name(typesAt[i]).equals(name)) {
                return typesAt[i];
            }
        }
        return null;
    }

    private int at(int number) {
        require(number >= 1 && number <= count, "it refers to a type that it has not: " + number);
        return typesAt[number - 1];
    }

    private int kind(int at) {
        return (bytes.getInt(at + Integer.BYTES) >>> BtfFormat.KIND_SHIFT) & BtfFormat.KIND_MASK;
    }

    private int parts(int at) {
        return bytes.getInt(at + Integer.BYTES) & BtfFormat.PARTS_MASK;
    }

    private String name(int at) {
        int offset = bytes.getInt(at);
        require(offset >= 0 && offset < namesLength, "a name lies beyond its end");
        int end = offset;
        while (end < namesLength && bytes.get(namesAt + end) != 0) {
            end++;
        }
        byte[] name = new byte[end - offset];
        bytes.get(namesAt + offset, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
