package dev.spinlab.bench.harness;

/** A clock that stands still until told otherwise. */
final class FakeClock implements TaskClock {
    long onCpuNanos;
    long wallNanos;
    int looks;
    boolean stopping;

    @Override
    public long onCpuNanos() {
        looks++;
        return onCpuNanos;
    }

    @Override
    public long wallNanos() {
        return wallNanos;
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    void pass(long onCpu, long wall) {
        onCpuNanos += onCpu;
        wallNanos += wall;
    }
}
