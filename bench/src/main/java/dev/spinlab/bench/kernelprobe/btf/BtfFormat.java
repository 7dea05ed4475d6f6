package dev.spinlab.bench.kernelprobe.btf;

/** Numbers of the format, from the kernel's description of BTF. */
final class BtfFormat {
    static final short MAGIC = (short) 0xeb9f;
    static final byte VERSION = 1;

    /** Magic number, version, flags, own length, then offset and length of the types and of the names. */
    static final int HEADER_BYTES = 24;

    static final int TYPE_BYTES = 12;

    static final int INT = 1;
    static final int ARRAY = 3;
    static final int STRUCT = 4;
    static final int UNION = 5;
    static final int ENUM = 6;
    static final int FUNC_PROTO = 13;
    static final int VAR = 14;
    static final int DATASEC = 15;
    static final int DECL_TAG = 17;
    static final int ENUM64 = 19;

    /** The highest kind that this reader knows the size of. */
    static final int LAST_KIND = ENUM64;

    /** Where the kind lies in the second word of a type. */
    static final int KIND_SHIFT = 24;

    static final int KIND_MASK = 0x1f;
    static final int PARTS_MASK = 0xffff;

    /** In the word after an integer type: it is signed. */
    static final int SIGNED = 1 << 24;

    static final int MEMBER_BYTES = 12;

    private BtfFormat() {}

    /** How many bytes of parts follow a type of that kind. */
    static int partBytes(int kind, int parts) {
        return switch (kind) {
            case INT, VAR, DECL_TAG -> Integer.BYTES;
            case ARRAY -> 3 * Integer.BYTES;
            case STRUCT, UNION, DATASEC, ENUM64 -> parts * MEMBER_BYTES;
            case ENUM, FUNC_PROTO -> parts * 2 * Integer.BYTES;
            default -> 0;
        };
    }
}
