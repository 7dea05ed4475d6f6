package dev.spinlab.lock;

/** The resilient lock as first merged: its table entry is written after the lock is taken, and cleared before the release. */
final class EntryLaterLock extends ResilientQueuedSpinLock {
    private EntryLaterLock(String name, LockParameters parameters) {
        super(name, parameters);
    }

    /** Returns a free lock. By the name of its parent, so that whoever may make one need not load this class. */
    static ResilientQueuedSpinLock make(String name, LockParameters parameters) {
        return new EntryLaterLock(name, parameters);
    }

    @Override
    boolean entryFirst() {
        return false;
    }
}
