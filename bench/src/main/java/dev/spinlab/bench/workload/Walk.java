package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;
import java.util.stream.IntStream;

/** One call: a lookup in the next of the owner's maps, whose value is read. All elements are there throughout. */
final class Walk extends LeadingPad implements Operation {
    private static final int OFTEN = 3;

    private final Calls calls;
    private final StorageMap[] maps;
    private final StorageMap[] round;
    private final Owner owner;
    private int next;

    Walk(Rig rig, Owner owner) {
        calls = new Calls(rig);
        maps = rig.maps();
        round = Arrays.stream(round(maps.length, rig.load().interleaved()))
                .mapToObj(i -> maps[i])
                .toArray(StorageMap[]::new);
        this.owner = owner;
    }

    /**
     * Returns the indices of the maps in the order in which a round looks them up.
     *
     * @param interleaved whether the first map is looked up once more after itself and every third map that follows
     */
    static int[] round(int maps, boolean interleaved) {
        return IntStream.range(0, maps)
                .flatMap(i -> interleaved && i % OFTEN == 0 ? IntStream.of(i, 0) : IntStream.of(i))
                .toArray();
    }

    @Override
    public void prepare(Cpu cpu) {
        for (StorageMap map : maps) {
            calls.ensure(cpu, owner, map);
        }
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        Errno errno = calls.lookUp(cpu, owner, round[next], tally);
        if (errno == Errno.OK) {
            next = next + 1 == round.length ? 0 : next + 1;
        }
        return errno;
    }
}
