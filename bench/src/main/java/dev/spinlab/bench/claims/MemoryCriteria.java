package dev.spinlab.bench.claims;

import dev.spinlab.explore.Rule;
import dev.spinlab.machine.Errno;
import java.util.List;

/** Claims 8 to 13: what becomes of the elements. */
final class MemoryCriteria {
    private MemoryCriteria() {}

    /** Claim 8: owner exit against map free, one entry per strategy. */
    static Judgement nofail(List<Explored> strategies) {
        boolean holds = !strategies.isEmpty() && strategies.stream().allMatch(Explored::clean);
        return new Judgement(holds, broken(strategies) + " schedules break a rule");
    }

    /** Claim 9: a plain list met by interrupts, by NMIs, and by the worker. */
    static Judgement plainListLoses(Explored interrupts, Explored nmis, Explored worker) {
        return new Judgement(
                loses(interrupts) && loses(nmis) && loses(worker),
                "lost or freed twice: interrupt " + broken(List.of(interrupts)) + ", NMI " + broken(List.of(nmis))
                        + ", worker " + broken(List.of(worker)) + " schedules");
    }

    private static boolean loses(Explored explored) {
        return explored.broken(Rule.NOTHING_LOST) > 0;
    }

    /**
     * Claim 10.
     *
     * @param interrupts masked list met by interrupts
     * @param nmis the same met by NMIs that are let in
     * @param refusing masked list that refuses to delete in an NMI, met by NMIs
     */
    static Judgement maskingStopsInterruptsOnly(Explored interrupts, Explored nmis, Explored refusing) {
        boolean holds = interrupts.clean()
                && loses(nmis)
                && refusing.clean()
                && refusing.refusals().contains(Errno.EOPNOTSUPP);
        return new Judgement(
                holds,
                "lost: interrupt " + broken(List.of(interrupts)) + ", NMI let in " + broken(List.of(nmis))
                        + ", NMI refused ("
                        + (refusing.refusals().contains(Errno.EOPNOTSUPP) ? "EOPNOTSUPP" : "no code")
                        + ") " + broken(List.of(refusing)) + " schedules");
    }

    /** Claim 11: a lock-less list met by interrupts, by NMIs, and by the worker. */
    static Judgement locklessListStopsAll(Explored interrupts, Explored nmis, Explored worker) {
        return new Judgement(
                interrupts.clean() && nmis.clean() && worker.clean(),
                "lost: interrupt " + broken(List.of(interrupts)) + ", NMI " + broken(List.of(nmis)) + ", worker "
                        + broken(List.of(worker)) + " schedules");
    }

    /** Claim 12: a reader sleeps while regular RCU alone is waited for. */
    static Judgement regularPeriodsDoNotSuffice(Explored sleeping) {
        long used = sleeping.broken(Rule.NO_USE_AFTER_FREE);
        return new Judgement(used > 0, "used after free in " + Figures.of(used, sleeping.schedules()) + " schedules");
    }

    /** Claim 13: a reader sleeps while both domains are waited for, one entry per repaired strategy. */
    static Judgement bothDomainsSuffice(List<Explored> sleeping) {
        boolean holds = !sleeping.isEmpty() && sleeping.stream().allMatch(Explored::clean);
        return new Judgement(holds, "used after free in " + broken(sleeping) + " schedules");
    }

    private static String broken(List<Explored> explored) {
        return Figures.of(
                explored.stream().mapToLong(Explored::breaking).sum(),
                explored.stream().mapToLong(Explored::schedules).sum());
    }
}
