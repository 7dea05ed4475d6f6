package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.Action;
import dev.spinlab.simulation.Director;
import dev.spinlab.simulation.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each context did in one schedule, in two columns: on the left whoever began, on the right all that met it. A line is
 * a step: the place in the strategy that was about to touch shared memory, and what came there.
 */
final class Trace implements Director {
    private static final int WIDTH = 62;
    private static final int MOST_LINES = 400;
    private static final StackWalker WALKER = StackWalker.getInstance();

    private final Director target;
    private final List<String> lines = new ArrayList<>();
    private String begun = "";
    private String last = "";
    private long repeats;
    private long step;

    Trace(Director target) {
        this.target = target;
    }

    @Override
    public int atStep(Cpu cpu, int[] options, int count) {
        int code = target.atStep(cpu, options, count);
        add(cpu, where() + (code == Action.NOTHING ? "" : "   <-- " + came(code)));
        return code;
    }

    @Override
    public int next(int[] options, int count) {
        return target.next(options, count);
    }

    private static String came(int code) {
        return switch (code) {
            case Action.HARDIRQ -> "hardware interrupt";
            case Action.NMI -> "NMI";
            case Action.PREEMPT -> "preemption";
            case Action.TICK -> "tick";
            default -> "task " + (code - Action.TASK) + " goes on";
        };
    }

    private static String where() {
        Optional<StackWalker.StackFrame> frame = WALKER.walk(frames ->
                frames.filter(one -> Frames.isStrategy(one.getClassName())).findFirst());
        return frame.map(one -> Frames.text(one.getClassName(), one.getMethodName(), one.getLineNumber()))
                .orElse("");
    }

    private void add(Cpu cpu, String what) {
        step++;
        Task task = cpu.current();
        String who = "cpu " + cpu.id() + " " + cpu.context().level() + " " + task.name();
        if (begun.isEmpty()) {
            begun = who;
        }
        String line = who.equals(begun) ? what : " ".repeat(WIDTH) + "| " + who + ": " + what;
        if (line.equals(last)) {
            repeats++;
            return;
        }
        flush();
        last = line;
        if (lines.size() < MOST_LINES) {
            lines.add(String.format(Locale.ROOT, "%6d  %s", step, line));
        }
    }

    private void flush() {
        if (repeats > 0 && lines.size() < MOST_LINES) {
            lines.add(String.format(Locale.ROOT, "        ... %,d times more", repeats));
        }
        repeats = 0;
    }

    /** Returns the columns. */
    String text() {
        flush();
        String head = String.format(Locale.ROOT, "%6s  %-" + WIDTH + "s| %s%n", "step", begun, "the others");
        String cut = lines.size() == MOST_LINES ? System.lineSeparator() + "        ... and so on" : "";
        return head + String.join(System.lineSeparator(), lines) + cut;
    }
}
