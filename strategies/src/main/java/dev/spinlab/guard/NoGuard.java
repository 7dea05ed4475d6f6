package dev.spinlab.guard;

import dev.spinlab.machine.Cpu;

/** Lets everybody in. */
public final class NoGuard implements RecursionGuard {
    /** Creates it. */
    public NoGuard() {}

    @Override
    public boolean tryEnter(Cpu cpu) {
        return true;
    }

    @Override
    public void enter(Cpu cpu) {}

    @Override
    public void exit(Cpu cpu) {}
}
