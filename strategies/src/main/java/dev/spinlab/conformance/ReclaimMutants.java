package dev.spinlab.conformance;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import dev.spinlab.rcu.RcuHead;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.reclaim.Reclaimable;
import dev.spinlab.reclaim.Reclaimer;
import dev.spinlab.work.WorkItem;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reclaimers that are each wrong in one way: a check that does not notice is worth nothing. */
final class ReclaimMutants {
    private static final RcuHead.Callback FREE = (cpu, head) -> ((Reclaimable) head).free(cpu);

    private ReclaimMutants() {}

    /** Frees after a Tasks Trace period and forgets regular readers. */
    static Reclaimer traceOnly(ModelKernel kernel) {
        return new Mutant(kernel) {
            @Override
            public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                kernel.tasksTrace().call(cpu, object, FREE);
            }
        };
    }

    /** Takes "reuse now" for "free now". */
    static Reclaimer freeNow(ModelKernel kernel) {
        return new Mutant(kernel) {
            @Override
            public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                if (reuseNow) {
                    object.free(cpu);
                } else {
                    right.retire(cpu, object, false);
                }
            }
        };
    }

    /** Does not wait when it should. */
    static Reclaimer impatient(ModelKernel kernel) {
        return new Mutant(kernel) {
            @Override
            public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                right.retire(cpu, object, reuseNow);
            }

            @Override
            public void quiesce(Cpu cpu) {}
        };
    }

    /**
     * The batching of the patch as posted, but with a Tasks Trace period in its first hop: it is for what is on the list when
     * it ends, although part of that came while it ran. One CPU.
     */
    static Reclaimer lateBoarding(ModelKernel kernel) {
        return new Batching(kernel, true) {
            private final RcuHead period = new RcuHead() {};

            @Override
            void arm(Cpu cpu) {
                kernel.tasksTrace().call(cpu, period, (on, head) -> super.arm(on));
            }

            @Override
            void end(Cpu cpu, Reclaimable object) {
                kernel.rcu().call(cpu, object, FREE);
            }
        };
    }

    /**
     * A batch that frees as soon as the worker comes, for only the wake-up is of interest. One CPU.
     *
     * @param clearFirst whether the worker clears the flag before it takes the list, which is right
     */
    static Reclaimer flagged(ModelKernel kernel, boolean clearFirst) {
        return new Batching(kernel, clearFirst);
    }

    private abstract static class Mutant implements Reclaimer {
        final Reclaimer right;

        Mutant(ModelKernel kernel) {
            right = new PerElementReclaimer(kernel);
        }

        @Override
        public void quiesce(Cpu cpu) {
            right.quiesce(cpu);
        }
    }

    private static class Batching implements Reclaimer {
        private final ModelKernel kernel;
        private final boolean clearFirst;
        private final LocklessList list = new LocklessList();
        private final AtomicBoolean armed = new AtomicBoolean();
        private final WorkItem drain = new WorkItem() {
            @Override
            protected void run(Cpu cpu) {
                drain(cpu);
            }
        };

        Batching(ModelKernel kernel, boolean clearFirst) {
            this.kernel = kernel;
            this.clearFirst = clearFirst;
        }

        @Override
        public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
            list.push(cpu, object);
            cpu.step();
            if (armed.compareAndSet(false, true)) {
                arm(cpu);
            }
        }

        void arm(Cpu cpu) {
            kernel.work().queue(cpu, drain);
        }

        void end(Cpu cpu, Reclaimable object) {
            object.free(cpu);
        }

        private void drain(Cpu cpu) {
            cpu.step();
            if (clearFirst) {
                armed.set(false);
            }
            LocklessNode rest = list.takeAll(cpu);
            while (rest != null) {
                Reclaimable object = (Reclaimable) rest;
                rest = rest.nextInChain();
                end(cpu, object);
            }
            cpu.step();
            if (!clearFirst) {
                armed.set(false);
            }
        }

        @Override
        public void quiesce(Cpu cpu) {
            kernel.work().flush(cpu);
        }
    }
}
