package dev.spinlab.storage;

import dev.spinlab.list.PlainList;
import dev.spinlab.lock.SpinLock;

/** A part of a map's elements, with the lock that guards it ("B" in kernel-facts 2.5). */
final class Bucket {
    final PlainList<Element> elements = new PlainList<>();
    final SpinLock lock;

    Bucket(SpinLock lock) {
        this.lock = lock;
    }
}
