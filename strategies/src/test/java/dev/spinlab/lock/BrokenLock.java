package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/** A lock that looks and then takes, in two steps: the negative control of the tests of mutual exclusion. */
final class BrokenLock extends SpinLock {
    private boolean held;

    BrokenLock() {
        super("broken");
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        while (held) {
            cpu.relax();
        }
        cpu.step();
        held = true;
        return LockResult.ACQUIRED;
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.step();
        held = false;
        cpu.preemptEnable();
    }
}
