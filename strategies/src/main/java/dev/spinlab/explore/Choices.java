package dev.spinlab.explore;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.simulation.Action;
import dev.spinlab.simulation.Director;
import java.util.Set;

/** The director of one schedule: says what is possible within the bounds, has the scheduler choose, and keeps the list. */
final class Choices implements Director {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Scheduler scheduler;
    private final Bounds bounds;
    private final boolean hardirqs;
    private final boolean nmis;
    private final ChoiceList taken = new ChoiceList();
    private int[] codes = new int[16];
    private int interruptionsLeft;
    private int switchesLeft;
    private long point;
    private long hash;

    Choices(Scheduler scheduler, Bounds bounds, Set<Way> ways) {
        this.scheduler = scheduler;
        this.bounds = bounds;
        hardirqs = ways.contains(Way.HARDIRQ);
        nmis = ways.contains(Way.NMI);
    }

    /** Begins the next schedule; false if there is none. */
    boolean begin() {
        taken.clear();
        interruptionsLeft = bounds.interruptions();
        switchesLeft = bounds.switches();
        point = 0;
        hash = 0;
        return scheduler.begin();
    }

    ChoiceList taken() {
        return taken;
    }

    /** Returns a number that differs between schedules that differ, but for collisions. */
    long hash() {
        return hash;
    }

    /** Adds what was observed to the hash, for the check that a schedule repeats itself. */
    void observe(long what) {
        hash = (hash ^ what) * MIX;
        hash ^= hash >>> 29;
    }

    @Override
    public int atStep(Cpu cpu, int[] options, int count) {
        long here = point++;
        if (interruptionsLeft == 0 && switchesLeft == 0) {
            return Action.NOTHING;
        }
        if (codes.length < count + 3) {
            codes = new int[2 * count + 3];
        }
        int n = 0;
        codes[n++] = Action.NOTHING;
        if (interruptionsLeft > 0) {
            ContextLevel level = cpu.context().level();
            if (hardirqs && level.isBelow(ContextLevel.HARDIRQ)) {
                codes[n++] = Action.HARDIRQ;
            }
            if (nmis && level.isBelow(ContextLevel.NMI)) {
                codes[n++] = Action.NMI;
            }
        }
        for (int i = 0; i < count; i++) {
            int option = options[i];
            boolean affordable = option == Action.PREEMPT ? interruptionsLeft > 0 && inTask(cpu) : switchesLeft > 0;
            if (affordable) {
                codes[n++] = option;
            }
        }
        if (n == 1) {
            return Action.NOTHING;
        }
        int code = scheduler.choose(here, codes, n);
        if (code != Action.NOTHING) {
            spend(here, code);
        }
        return code;
    }

    private static boolean inTask(Cpu cpu) {
        return cpu.context().level() == ContextLevel.TASK;
    }

    private void spend(long here, int code) {
        if (code >= Action.TASK) {
            switchesLeft--;
        } else {
            interruptionsLeft--;
        }
        record(here, code);
    }

    private void record(long here, int code) {
        taken.put(here, code);
        observe(here << 8 | code);
    }

    @Override
    public int next(int[] options, int count) {
        long here = point++;
        int code = scheduler.choose(here, options, count);
        if (code != options[0]) {
            record(here, code);
        }
        return code;
    }

    /** Asked at a trace point: whether the attached program calls an operation. */
    boolean call() {
        return intervene(Action.CALL);
    }

    /** Asked at an attempt to take a lock: whether it is refused. */
    boolean refuse() {
        return intervene(Action.REFUSE);
    }

    private boolean intervene(int what) {
        long here = point++;
        if (interruptionsLeft == 0) {
            return false;
        }
        codes[0] = Action.NOTHING;
        codes[1] = what;
        int code = scheduler.choose(here, codes, 2);
        if (code != Action.NOTHING) {
            spend(here, code);
        }
        return code == what;
    }
}
