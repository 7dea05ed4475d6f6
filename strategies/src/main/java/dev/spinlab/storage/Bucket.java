package dev.spinlab.storage;

import dev.spinlab.list.PlainHead;
import dev.spinlab.lock.SpinLock;

/** A part of a map's elements, with the lock that guards it ("B" in kernel-facts 2.5): the head of {@link BucketLinks}. */
final class Bucket extends PlainHead<Element> {
    final SpinLock lock;

    Bucket(SpinLock lock) {
        this.lock = lock;
    }
}
