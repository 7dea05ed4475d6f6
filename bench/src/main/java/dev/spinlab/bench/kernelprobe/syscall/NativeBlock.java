package dev.spinlab.bench.kernelprobe.syscall;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory outside the heap, as a system call wants it: all zeros but for what is put there. Freed when nobody refers to it; a
 * block keeps alive the blocks whose addresses it holds.
 *
 * <p>Offsets and sizes are in bytes. Not for several threads at a time.
 */
public final class NativeBlock {
    private final Memory memory;
    private final List<NativeBlock> referred = new ArrayList<>();

    /**
     * A block of zeros.
     *
     * @param bytes its size, above 0
     */
    public NativeBlock(int bytes) {
        memory = new Memory(bytes);
        memory.clear();
    }

    /**
     * A block with content.
     *
     * @param content at least one byte
     * @return a copy of it
     */
    public static NativeBlock of(byte[] content) {
        NativeBlock block = new NativeBlock(content.length);
        block.memory.write(0, content, 0, content.length);
        return block;
    }

    /** Puts a 32-bit number at an offset. */
    public NativeBlock put32(long offset, int value) {
        memory.setInt(offset, value);
        return this;
    }

    /** Puts a 64-bit number at an offset. */
    public NativeBlock put64(long offset, long value) {
        memory.setLong(offset, value);
        return this;
    }

    /** Puts the address of a block at an offset. */
    public NativeBlock putAddress(long offset, NativeBlock target) {
        referred.add(target);
        return put64(offset, target.address());
    }

    /** Puts a text at an offset, in ASCII, without an end. */
    public NativeBlock putText(long offset, String text) {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        memory.write(offset, content, 0, content.length);
        return this;
    }

    /** The 32-bit number at an offset. */
    public int get32(long offset) {
        return memory.getInt(offset);
    }

    /** The 64-bit number at an offset. */
    public long get64(long offset) {
        return memory.getLong(offset);
    }

    /** The text at the beginning, up to a zero byte. */
    public String text() {
        return memory.getString(0, StandardCharsets.US_ASCII.name());
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return memory.getByteArray(0, size());
    }

    /** Size in bytes. */
    public int size() {
        return (int) memory.size();
    }

    /** Where it lies; valid while this object is reachable. */
    public long address() {
        return Pointer.nativeValue(memory);
    }
}
