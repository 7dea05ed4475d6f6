package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/** A lock that lets everybody in: the negative control of tests of what stands on locks. */
public final class NoLock extends SpinLock {
    public NoLock(String name) {
        super(name);
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        return LockResult.ACQUIRED;
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.preemptEnable();
    }
}
