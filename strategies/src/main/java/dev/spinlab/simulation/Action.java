package dev.spinlab.simulation;

/** What a {@link Director} can have happen at a step, as a number. */
public final class Action {
    /** The context simply goes on. */
    public static final int NOTHING = 0;

    /** A hardware interrupt comes on this CPU; kept pending if it is masked. */
    public static final int HARDIRQ = 1;

    /** An NMI comes on this CPU. */
    public static final int NMI = 2;

    /** The task that waits for this CPU is preferred; takes effect once preemption is allowed. */
    public static final int PREEMPT = 3;

    /** The timer of this CPU ticks. */
    public static final int TICK = 4;

    /** The program that is attached to the trace point calls an operation. */
    public static final int CALL = 5;

    /** A lock refuses. */
    public static final int REFUSE = 6;

    /** Task number {@code code - TASK}, of another CPU, goes on in place of this context. */
    public static final int TASK = 16;

    private Action() {}

    /** Returns the letter by which a choice list names the action: {@code i n p t c r}, or {@code @} and the task's number. */
    public static String text(int code) {
        return switch (code) {
            case NOTHING -> ".";
            case HARDIRQ -> "i";
            case NMI -> "n";
            case PREEMPT -> "p";
            case TICK -> "t";
            case CALL -> "c";
            case REFUSE -> "r";
            default -> "@" + (code - TASK);
        };
    }

    /**
     * Returns the action that {@code text} names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static int parse(String text) {
        for (int code = NOTHING; code <= REFUSE; code++) {
            if (text(code).equals(text)) {
                return code;
            }
        }
        if (text.matches("@\\d{1,3}")) {
            return TASK + Integer.parseInt(text.substring(1));
        }
        throw new IllegalArgumentException("no such action: '" + text + "'");
    }
}
