package dev.spinlab.bench.workload;

import dev.spinlab.machine.Cpu;

/** How a task waits for another one. */
enum Wait {
    /** With the CPU, which nobody else needs; allowed with locks held. */
    SPIN {
        @Override
        void pause(Cpu cpu) {
            cpu.relax();
        }
    },
    /** Gives the CPU to whoever waits for it, and waits for it in turn, so as to be the next to run. */
    YIELD {
        @Override
        void pause(Cpu cpu) {
            cpu.relax();
            cpu.requestReschedule();
            cpu.operationEnd();
        }
    },
    /** Leaves the CPU to others for a while. */
    SLEEP {
        @Override
        void pause(Cpu cpu) {
            cpu.current().sleep(SLEEP_NANOS);
        }
    };

    /** Long enough for others to run, short against a grace period. */
    private static final long SLEEP_NANOS = 20_000;

    /** Waits for a moment. */
    abstract void pause(Cpu cpu);
}
