package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;

import java.util.function.Consumer;

/** One map: a place for one value per owner. Made by {@link LocalStorage#newMap}. */
public final class StorageMap {
    /** The largest value, in bytes: what the kernel's limits leave of 64 KiB for it. */
    public static final int MAX_VALUE_BYTES = 65_400;

    private final int slot;
    private final int valueWords;
    private final boolean valueLocks;
    private final Bucket[] buckets;
    private final Consumer<Element> destructor;
    private volatile boolean freed;

    StorageMap(int slot, int valueWords, boolean valueLocks, Bucket[] buckets, Consumer<Element> destructor) {
        this.slot = slot;
        this.valueWords = valueWords;
        this.valueLocks = valueLocks;
        this.buckets = buckets;
        this.destructor = destructor;
    }

    /** Returns the slot of every owner's cache that this map uses, 0 to 15; shared from the 17th map on. */
    public int slot() {
        return slot;
    }

    /** Returns the length of a value in 8-byte words. */
    public int valueWords() {
        return valueWords;
    }

    /** Returns whether values have a lock of their own, for {@link UpdateFlags#LOCK}. */
    public boolean valueLocks() {
        return valueLocks;
    }

    /** Returns the number of buckets, a power of two. */
    public int bucketCount() {
        return buckets.length;
    }

    /** Returns whether the map has been freed. */
    public boolean freed() {
        return freed;
    }

    /** Returns whether no element is linked in any bucket. While nothing changes it. */
    public boolean isEmpty() {
        for (Bucket bucket : buckets) {
            if (!IN_BUCKET.isEmpty(bucket)) {
                return false;
            }
        }
        return true;
    }

    void markFreed() {
        freed = true;
    }

    Bucket bucket(int index) {
        return buckets[index];
    }

    /** Returns the bucket of an object by its serial number, spread by Fibonacci hashing. */
    Bucket bucketOf(long serial) {
        int bits = Integer.numberOfTrailingZeros(buckets.length);
        return buckets[(int) ((serial * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits))];
    }

    void destroySpecialFields(Element element) {
        destructor.accept(element);
    }

    /** Returns what one element costs its owner, in bytes, where that is counted. */
    long charge() {
        return Element.charge(valueWords);
    }
}
