package dev.spinlab.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads that carry tasks, kept from one run to the next: starting one costs more than a run.
 *
 * <p>Used by one schedule at a time.
 */
public final class CarrierThreads implements AutoCloseable {
    private final List<CarrierThread> threads = new ArrayList<>();

    /** Creates an empty pool. */
    public CarrierThreads() {}

    CarrierThread thread(int index) {
        while (threads.size() <= index) {
            threads.add(new CarrierThread("carrier-" + threads.size()));
        }
        return threads.get(index);
    }

    /** Ends the threads. No run may be under way. */
    @Override
    public void close() {
        threads.forEach(CarrierThread::end);
        threads.clear();
    }

    /** One thread and the gate it waits at. */
    static final class CarrierThread {
        final Gate gate = new Gate();
        private final Thread thread;
        private @Nullable Runnable job;
        private boolean ending;

        CarrierThread(String name) {
            thread = new Thread(this::loop, name);
            thread.setDaemon(true);
            thread.start();
        }

        /** Sets what the thread does when its gate is opened next. */
        void assign(Runnable chosen) {
            job = chosen;
        }

        StackTraceElement[] stack() {
            return thread.getStackTrace();
        }

        private void loop() {
            while (true) {
                gate.pass();
                if (ending) {
                    return;
                }
                Runnable chosen = job;
                if (chosen != null) {
                    chosen.run();
                }
            }
        }

        void end() {
            ending = true;
            gate.open();
        }
    }
}
