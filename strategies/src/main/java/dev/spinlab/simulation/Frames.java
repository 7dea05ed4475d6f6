package dev.spinlab.simulation;

/** Says of a stack where in the strategies it stands. */
public final class Frames {
    private static final String OURS = "dev.spinlab.";
    private static final String MACHINE = "dev.spinlab.machine.";
    private static final String SIMULATION = "dev.spinlab.simulation.";
    private static final String EXPLORE = "dev.spinlab.explore.";

    private Frames() {}

    /** Returns {@code " in Class.method:line"} of the innermost frame that belongs to a strategy; empty if there is none. */
    public static String where(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (isStrategy(frame.getClassName())) {
                return " in " + text(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
            }
        }
        return "";
    }

    /** Returns whether a class is part of a strategy, not of what runs it. */
    public static boolean isStrategy(String className) {
        return className.startsWith(OURS)
                && !className.startsWith(MACHINE)
                && !className.startsWith(SIMULATION)
                && !className.startsWith(EXPLORE);
    }

    /** Returns {@code Class.method:line}. */
    public static String text(String className, String method, int line) {
        return className.substring(className.lastIndexOf('.') + 1) + "." + method + ":" + line;
    }
}
