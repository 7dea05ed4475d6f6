package dev.spinlab.machine;

/** The native schedule, looked at after every step, so that a request takes effect at the very next one. */
final class EveryStep implements Schedule {
    private final Schedule target = new NativeSchedule(Rig.ENDLESS_SLICE_NANOS);

    @Override
    public int stepsPerTick() {
        return 1;
    }

    @Override
    public void attach(Machine machine) {
        target.attach(machine);
    }

    @Override
    public void adopt(Task task) {
        target.adopt(task);
    }

    @Override
    public void tick(Cpu cpu) {
        target.tick(cpu);
    }

    @Override
    public void acquire(Task task) {
        target.acquire(task);
    }

    @Override
    public void release(Task task) {
        target.release(task);
    }

    @Override
    public void yieldCpu(Task task) {
        target.yieldCpu(task);
    }

    @Override
    public boolean contended(Cpu cpu) {
        return target.contended(cpu);
    }

    @Override
    public void park(Task task, long nanos) {
        target.park(task, nanos);
    }

    @Override
    public void wake(Task task) {
        target.wake(task);
    }

    @Override
    public void start(Task task, Runnable body) {
        target.start(task, body);
    }

    @Override
    public long nanoTime() {
        return target.nanoTime();
    }

    @Override
    public void pause() {
        target.pause();
    }
}
