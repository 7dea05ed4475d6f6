package dev.spinlab.reclaim;

import dev.spinlab.machine.Cpu;

/** An object that remembers when it was poisoned. */
final class Probe extends Reclaimable {
    int poisoned;
    long freedAtNanos;

    Probe(Cpu cpu, Ledger ledger) {
        super(cpu, ledger);
    }

    @Override
    protected void poison(Cpu cpu) {
        poisoned++;
        freedAtNanos = cpu.nanoTime();
    }
}
