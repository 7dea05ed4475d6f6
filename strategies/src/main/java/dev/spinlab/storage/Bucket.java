package dev.spinlab.storage;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.list.PlainHead;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.SpinLockFactory;

/**
 * A part of a map's elements, with the lock that guards it ("B" in kernel-facts 2.5): where {@link BucketLinks} begin.
 *
 * <p>Three objects, for the sake of where they lie. Whoever takes the lock writes the head of the list next: the two are made
 * one after the other, so that fewer than 32 bytes lie between and most often one cache line holds both. Whoever wants the lock reads this object
 * first, which nobody writes: it keeps its distance, else that read would fetch the line of the lock away from its holder.
 */
final class Bucket extends LeadingPad {
    final PlainHead<Element> elements;
    final SpinLock lock;

    private Bucket(PlainHead<Element> elements, SpinLock lock) {
        this.elements = elements;
        this.lock = lock;
    }

    /** Returns an empty bucket with a lock from {@code locks}. */
    static Bucket make(SpinLockFactory locks) {
        PlainHead<Element> elements = new PlainHead<>();
        SpinLock lock = locks.newLock("bucket lock");
        return new Bucket(elements, lock);
    }
}
