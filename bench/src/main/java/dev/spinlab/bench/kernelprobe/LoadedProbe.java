package dev.spinlab.bench.kernelprobe;

import static java.util.Objects.requireNonNull;

import dev.spinlab.bench.kernelprobe.btf.BtfBuilder;
import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.EnumMap;
import java.util.Map;

/** The maps and programs of the probe, loaded into the kernel. They are gone when this is closed, or the process ends. */
final class LoadedProbe implements AutoCloseable {
    private final SystemCalls calls;
    private final Descriptors descriptors;
    private final Map<Operation, Integer> loops;
    private final int create;
    private final int handler;
    private final int tallies;
    private final int handlerTallies;
    private final int storageOfCalls;

    private LoadedProbe(
            SystemCalls calls,
            Descriptors descriptors,
            Map<Operation, Integer> loops,
            int create,
            int handler,
            int tallies,
            int handlerTallies,
            int storageOfCalls) {
        this.calls = calls;
        this.descriptors = descriptors;
        this.loops = loops;
        this.create = create;
        this.handler = handler;
        this.tallies = tallies;
        this.handlerTallies = handlerTallies;
        this.storageOfCalls = storageOfCalls;
    }

    /**
     * Loads them.
     *
     * @param calls the system calls
     * @param threads how many threads may run loops at a time
     * @return close it to unload them
     * @throws dev.spinlab.bench.kernelprobe.syscall.SystemCallException if the kernel refuses; then nothing is loaded
     */
    static LoadedProbe load(SystemCalls calls, int threads) {
        Descriptors descriptors = new Descriptors(calls);
        try {
            BtfBuilder types = new BtfBuilder();
            int key = types.integer("int", Integer.BYTES, true);
            int value = types.integer("u64", Long.BYTES, false);
            int loaded = descriptors.open(BpfRequest.loadTypes(types.build()));
            int storage = descriptors.open(BpfRequest.createTaskStorage(loaded, key, value));
            int storageOfHandlers = descriptors.open(BpfRequest.createTaskStorage(loaded, key, value));
            int storageOfCalls = descriptors.open(BpfRequest.createTaskStorage(loaded, key, value));
            int tallies = descriptors.open(BpfRequest.createArray(Tally.BYTES, threads));
            int handlerTallies = descriptors.open(BpfRequest.createArray(Tally.BYTES, 1));
            Map<Operation, Integer> loops = new EnumMap<>(Operation.class);
            for (Operation operation : Operation.values()) {
                byte[] loop = StoragePrograms.loop(operation, tallies, storage);
                loops.put(operation, loadCall(descriptors, "spinlab_loop", loop));
            }
            int create = loadCall(descriptors, "spinlab_create", StoragePrograms.create(storage));
            int handler = descriptors.load(
                    BpfRequest.PERF_EVENT_PROGRAM,
                    0,
                    "spinlab_handler",
                    StoragePrograms.handler(handlerTallies, storageOfHandlers));
            return new LoadedProbe(calls, descriptors, loops, create, handler, tallies, handlerTallies, storageOfCalls);
        } catch (RuntimeException refused) {
            descriptors.close();
            throw refused;
        }
    }

    private static int loadCall(Descriptors descriptors, String name, byte[] instructions) {
        return descriptors.load(BpfRequest.SYSCALL_PROGRAM, BpfRequest.SLEEPABLE, name, instructions);
    }

    /** Descriptor of the program that does an operation over and over. */
    int loop(Operation operation) {
        return requireNonNull(loops.get(operation));
    }

    /** Descriptor of the program that creates what a lookup finds. */
    int create() {
        return create;
    }

    /** Descriptor of the interrupts' handler. */
    int handler() {
        return handler;
    }

    /** What a thread's loop counts. */
    Tally tally(int thread) {
        return new Tally(calls, tallies, thread);
    }

    /** What the handlers count. */
    Tally handlerTally() {
        return new Tally(calls, handlerTallies, 0);
    }

    /** Descriptor of the map that system calls work on. */
    int storageOfCalls() {
        return storageOfCalls;
    }

    @Override
    public void close() {
        descriptors.close();
    }
}
