package dev.spinlab.explore;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import java.util.function.Predicate;

/** A lock that answers TIMED_OUT when the choices say so: what a resilient lock may do to anybody at any time. */
final class RefusableLock extends SpinLock {
    private final SpinLock target;
    private final Predicate<Cpu> refuse;

    RefusableLock(SpinLock target, Predicate<Cpu> refuse) {
        super(target.name());
        this.target = target;
        this.refuse = refuse;
    }

    @Override
    public LockResult lock(Cpu cpu) {
        return refuse.test(cpu) ? LockResult.TIMED_OUT : target.lock(cpu);
    }

    @Override
    public void unlock(Cpu cpu) {
        target.unlock(cpu);
    }
}
