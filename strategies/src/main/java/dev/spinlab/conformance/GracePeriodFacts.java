package dev.spinlab.conformance;

import static dev.spinlab.conformance.ReclaimRig.MILLI;
import static dev.spinlab.conformance.ReclaimRig.PATIENCE_NANOS;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.ReclaimRig.Probe;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.GracePeriodDomain;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.reclaim.Reclaimer;
import dev.spinlab.reclaim.UnprotectedDeferredReclaimer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** For whom a retired element waits: statements 46 to 48. */
final class GracePeriodFacts {
    private static final long RCU_NANOS = 2 * MILLI;
    private static final long TRACE_NANOS = 5 * MILLI;
    private static final RcuParameters PERIODS = new RcuParameters(RCU_NANOS, TRACE_NANOS);

    /** Enough for two periods of each domain, one after the other. */
    private static final long OPEN_NANOS = 40 * MILLI;

    private GracePeriodFacts() {}

    /** How a reader spends its section. */
    private enum Reader {
        SLEEPS_IN_TRACE_SECTION {
            @Override
            GracePeriodDomain domain(ModelKernel kernel) {
                return kernel.tasksTrace();
            }

            @Override
            void pass(Cpu cpu) {
                cpu.current().sleep(MILLI);
            }
        },
        RUNS_IN_TRACE_SECTION {
            @Override
            GracePeriodDomain domain(ModelKernel kernel) {
                return kernel.tasksTrace();
            }

            @Override
            void pass(Cpu cpu) {
                cpu.step();
            }
        },
        RUNS_IN_REGULAR_SECTION {
            @Override
            GracePeriodDomain domain(ModelKernel kernel) {
                return kernel.rcu();
            }

            @Override
            void pass(Cpu cpu) {
                cpu.step();
            }
        };

        abstract GracePeriodDomain domain(ModelKernel kernel);

        abstract void pass(Cpu cpu);
    }

    /**
     * What became of an element that a reader had found before it was retired.
     *
     * @param freedUnderReader whether it was freed while the reader was inside
     * @param usesAfterFree how often the reader used it after that
     * @param freedInTheEnd whether it was freed after the reader had ended, if not before
     */
    private record Outcome(boolean freedUnderReader, long usesAfterFree, boolean freedInTheEnd) {
        static final Outcome RIGHT = new Outcome(false, 0, true);
        static final Outcome TOO_EARLY = new Outcome(true, 1, true);
    }

    /** F46. */
    static void bothDomainsAreWaitedFor(StorageBackend backend) {
        for (Reader kind : Reader.values()) {
            Expect.equal(
                    retiredUnder(kind, backend.config().reclaimer(), false), Outcome.RIGHT, "element, reader " + kind);
        }
        Expect.equal(
                retiredUnder(Reader.SLEEPS_IN_TRACE_SECTION, UnprotectedDeferredReclaimer::new, false),
                Outcome.TOO_EARLY,
                "element of the patch as posted, under a sleeping trace reader");
        Expect.equal(
                retiredUnder(Reader.RUNS_IN_REGULAR_SECTION, ReclaimMutants::traceOnly, false),
                Outcome.TOO_EARLY,
                "element for which only trace readers are waited for, under a regular one");
    }

    /** F48. */
    static void reuseNowStillWaitsForRegularReaders(StorageBackend backend) {
        Reclaimer.Factory factory = backend.config().reclaimer();
        Expect.equal(
                retiredUnder(Reader.RUNS_IN_REGULAR_SECTION, factory, true),
                Outcome.RIGHT,
                "element to be reused, under a regular reader");
        if (!Capabilities.of(backend).defersFrees()) {
            Expect.that(
                    retiredUnder(Reader.SLEEPS_IN_TRACE_SECTION, factory, true).freedUnderReader(),
                    "an element to be reused does not wait for a trace reader");
        }
        Expect.equal(
                retiredUnder(Reader.RUNS_IN_REGULAR_SECTION, ReclaimMutants::freeNow, true),
                Outcome.TOO_EARLY,
                "element that is freed at once, under a regular reader");
        try (ReclaimRig rig = new ReclaimRig(1, PERIODS, factory)) {
            rig.manual.start();
            rig.run(0, cpu -> {
                Probe probe = new Probe(cpu, rig.ledger);
                probe.freeUnpublished(cpu);
                Expect.that(probe.isFreed(), "an unpublished element is freed at once");
            });
            Expect.equal(rig.ledger.unpublished(), 1L, "unpublished elements counted");
            Expect.equal(rig.ledger.backlog(), 0L, "backlog of unpublished elements");
        }
    }

    /** A reader on CPU 0 finds an element, CPU 1 retires it and sits out two periods of the other domain. */
    private static Outcome retiredUnder(Reader kind, Reclaimer.Factory factory, boolean reuseNow) {
        try (ReclaimRig rig = new ReclaimRig(2, PERIODS, factory)) {
            ModelKernel kernel = rig.manual.kernel();
            GracePeriodDomain other = kind.domain(kernel) == kernel.rcu() ? kernel.tasksTrace() : kernel.rcu();
            rig.manual.start();
            OpenReader reader = new OpenReader(rig, kind, 0);
            Probe probe = reader.begin();
            rig.run(1, cpu -> {
                rig.retire(cpu, probe, reuseNow);
                other.synchronize(cpu);
                other.synchronize(cpu);
            });
            Expect.that(other.gracePeriods() >= 2, "two periods of the other domain passed under the reader");
            rig.manual.drive(OPEN_NANOS);
            boolean early = probe.isFreed();
            reader.end();
            boolean freed = rig.manual.driveUntil(probe::isFreed, PATIENCE_NANOS);
            return new Outcome(early, rig.ledger.usedAfterFree(), freed);
        }
    }

    /** F47. */
    static void everyElementGetsItsOwnPeriod(StorageBackend backend) {
        Expect.equal(tooShort(backend.config().reclaimer()), List.of(), "elements without a trace period of their own");
        Expect.that(
                !tooShort(UnprotectedDeferredReclaimer::new).isEmpty(),
                "with the patch as posted, elements go without a trace period of their own");
        Expect.that(
                !tooShort(ReclaimMutants::lateBoarding).isEmpty(),
                "with its batching, they do so even if the batch waits for a trace period");
    }

    /**
     * Retires an element, another one so many milliseconds later that a reader has found in the meantime, for all such
     * distances that matter.
     *
     * @return what the second did not wait for, by distance
     */
    private static List<String> tooShort(Reclaimer.Factory factory) {
        List<String> found = new ArrayList<>();
        for (int millis = 0; millis <= (2 * TRACE_NANOS + RCU_NANOS) / MILLI; millis++) {
            try (ReclaimRig rig = new ReclaimRig(2, PERIODS, factory)) {
                rig.manual.start();
                rig.run(0, cpu -> rig.retire(cpu, false));
                rig.manual.drive(millis * MILLI);
                // Has the reader's CPU pass the period that runs, which would wait for the reader to be on the safe
                // side.
                rig.run(1, cpu -> {});
                OpenReader reader = new OpenReader(rig, Reader.SLEEPS_IN_TRACE_SECTION, 1);
                Probe second = reader.begin();
                rig.run(0, cpu -> rig.retire(cpu, second, false));
                rig.manual.drive(OPEN_NANOS);
                reader.end();
                Expect.that(rig.manual.driveUntil(second::isFreed, PATIENCE_NANOS), "the second is freed");
                if (rig.ledger.usedAfterFree() > 0) {
                    found.add(millis + " ms: a reader");
                }
                if (second.waitedNanos() < TRACE_NANOS) {
                    found.add(millis + " ms: the length of a period");
                }
            }
        }
        return found;
    }

    /** A reader that stays in its section until it is told to end, and then uses what it found at its beginning. */
    private static final class OpenReader {
        private final ReclaimRig rig;
        private final Task task;
        private @Nullable Probe found;
        private boolean mayEnd;

        OpenReader(ReclaimRig rig, Reader kind, int cpuId) {
            this.rig = rig;
            GracePeriodDomain domain = kind.domain(rig.manual.kernel());
            task = rig.manual.spawn(cpuId, "reader", cpu -> {
                domain.readLock(cpu);
                Probe probe = new Probe(cpu, rig.ledger);
                found = probe;
                while (!mayEnd) {
                    kind.pass(cpu);
                }
                probe.checkUsable(cpu);
                domain.readUnlock(cpu);
            });
        }

        /** Lets the reader enter its section; returns what it found. */
        Probe begin() {
            rig.manual.driveUntil(() -> found != null, PATIENCE_NANOS);
            return Objects.requireNonNull(found, "the reader has begun");
        }

        /** Lets the reader leave its section. */
        void end() {
            mayEnd = true;
            Expect.that(rig.manual.driveToEnd(task, PATIENCE_NANOS), "the reader ends");
        }
    }
}
