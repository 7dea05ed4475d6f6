package dev.spinlab.rcu;

import dev.spinlab.layout.LeadingPad;

/** The newest grace period for which one CPU has passed a quiescent state: a moment outside all read sections. */
final class CpuQuiescence extends LeadingPad {
    private volatile long passed;

    long passedVolatile() {
        return passed;
    }

    void setPassedVolatile(long number) {
        passed = number;
    }
}
