package dev.spinlab.bench.kernelprobe.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds type information of integers, which is all that the keys and values of the probe's maps are. */
public final class BtfBuilder {
    private final List<int[]> types = new ArrayList<>();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();

    /** No types yet; the empty name is always the first. */
    public BtfBuilder() {
        names.write(0);
    }

    /**
     * Adds an integer type.
     *
     * @param name its name in C
     * @param bytes its size: 1, 2, 4 or 8
     * @param signed whether it has a sign
     * @return its number, for a map to refer to
     */
    public int integer(String name, int bytes, boolean signed) {
        int nameOffset = names.size();
        names.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        names.write(0);
        int encoding = (signed ? BtfFormat.SIGNED : 0) | (bytes * Byte.SIZE);
        types.add(new int[] {nameOffset, BtfFormat.INT << BtfFormat.KIND_SHIFT, bytes, encoding});
        return types.size();
    }

    /**
     * The type information.
     *
     * @return its bytes, little endian
     */
    public byte[] build() {
        int typeBytes =
                types.stream().mapToInt(type -> type.length * Integer.BYTES).sum();
        ByteBuffer all = ByteBuffer.allocate(BtfFormat.HEADER_BYTES + typeBytes + names.size())
                .order(ByteOrder.LITTLE_ENDIAN);
        all.putShort(BtfFormat.MAGIC).put(BtfFormat.VERSION).put((byte) 0).putInt(BtfFormat.HEADER_BYTES);
        all.putInt(0).putInt(typeBytes).putInt(typeBytes).putInt(names.size());
        for (int[] type : types) {
            for (int word : type) {
                all.putInt(word);
            }
        }
        return all.put(names.toByteArray()).array();
    }
}
