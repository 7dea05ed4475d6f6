package dev.spinlab.bench.kernelprobe;

import com.sun.jna.Pointer;
import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kernel that is made up: hands out descriptors, knows which are open, and refuses what it is told to. Programs that it runs
 * do 10 rounds in 1,000 ns; each tally that is read has 8 calls of 4,000 ns, of which 2 of 600 ns gave null and one of 100 ns
 * was a delete that answered EBUSY; its system calls answer 0.
 */
public final class FakeKernel implements SystemCalls {
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<Integer> open = new TreeSet<>();
    private final List<String> asked = new ArrayList<>();
    private int next = 100;
    private String log = "";

    /** A kernel that refuses nothing. */
    public FakeKernel() {}

    /** Refuses what begins like that: a name of a command, {@code perf_event_open}, {@code ioctl}, {@code pidfd_open}. */
    public FakeKernel refusing(String beginning, int error) {
        refusals.put(beginning, error);
        return this;
    }

    /** What the verifier says of a program that is refused. */
    FakeKernel saying(String text) {
        log = text;
        return this;
    }

    /** The descriptors that are open. */
    public synchronized Set<Integer> open() {
        return new TreeSet<>(open);
    }

    /** What was asked, in order. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized long answer(String question, boolean opens) {
        asked.add(question);
        for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
            if (question.startsWith(refusal.getKey())) {
                return -refusal.getValue();
            }
        }
        if (!opens) {
            return 0;
        }
        open.add(next);
        return next++;
    }

    @Override
    public long bpf(BpfRequest request) {
        String name = request.name();
        long answer = answer(name, name.contains("CREATE") || name.contains("LOAD"));
        NativeBlock attributes = request.attributes();
        if (name.equals("BPF_PROG_TEST_RUN")) {
            Pointer context = new Pointer(attributes.get64(48));
            context.setLong(StoragePrograms.CONTEXT_NANOS, 1_000);
            context.setLong(StoragePrograms.CONTEXT_ROUNDS, 10);
        } else if (name.equals("BPF_MAP_LOOKUP_ELEM") && attributes.get32(0) != keyedByTask()) {
            tally(new Pointer(attributes.get64(16)));
        } else if (answer < 0 && attributes.size() > 32 && attributes.get32(24) == 1) {
            new Pointer(attributes.get64(32)).setString(0, log);
        }
        return answer;
    }

    /** The descriptor of the third map that was made: the one whose keys are tasks, with values of 8 bytes. */
    private static int keyedByTask() {
        return 103;
    }

    private static void tally(Pointer value) {
        value.setLong(Tally.CALLS, 8);
        value.setLong(Tally.NANOS, 4_000);
        value.setLong(Tally.REFUSED_NANOS, 700);
        value.setLong(Tally.NULLS, 2);
        value.setLong(Tally.DELETE_ERRORS + 16 * 8L, 1);
    }

    @Override
    public long perfEventOpen(NativeBlock attributes) {
        return answer("perf_event_open", true);
    }

    @Override
    public long control(int descriptor, long request, long argument) {
        return answer("ioctl " + Long.toHexString(request) + " " + argument, false);
    }

    @Override
    public long pidfdOpen(long id, int flags) {
        return answer("pidfd_open " + flags, true);
    }

    @Override
    public long threadId() {
        return 4711;
    }

    @Override
    public synchronized long close(int descriptor) {
        return open.remove(descriptor) ? 0 : -9;
    }
}
