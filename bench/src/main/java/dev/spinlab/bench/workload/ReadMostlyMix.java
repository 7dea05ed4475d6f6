package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;
import java.util.Random;

/**
 * One call that reads, or one that replaces, or two that delete and create, in the shares 90, 9 and 1 and in an order drawn
 * from a seed.
 *
 * <p>A read is get-or-create: among tasks that share an owner a reader may come between another task's delete and its
 * create, and what it wants is a value.
 */
final class ReadMostlyMix extends LeadingPad implements Operation {
    static final byte READ = 0;
    static final byte REPLACE = 1;
    static final byte RENEW = 2;

    private static final int READS = 900;
    private static final int REPLACES = 90;
    private static final int RENEWALS = 10;

    private final Calls calls;
    private final StorageMap map;
    private final Owner owner;
    private final byte[] round;
    private int next;

    ReadMostlyMix(Rig rig, Owner owner, long seed) {
        calls = new Calls(rig);
        map = rig.map();
        this.owner = owner;
        round = round(seed);
    }

    /** Returns what a thousand operations do; then they begin anew. The same for the same seed, on every JDK. */
    static byte[] round(long seed) {
        byte[] round = new byte[READS + REPLACES + RENEWALS];
        for (int i = 0; i < round.length; i++) {
            round[i] = i < READS ? READ : i < READS + REPLACES ? REPLACE : RENEW;
        }
        Random random = new Random(seed);
        for (int i = round.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte swapped = round[i];
            round[i] = round[other];
            round[other] = swapped;
        }
        return round;
    }

    @Override
    public void prepare(Cpu cpu) {
        calls.ensure(cpu, owner, map);
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        Errno errno = tally.unfinished() ? create(cpu, tally) : begin(cpu, tally);
        if (errno == Errno.OK && !tally.unfinished()) {
            next = next + 1 == round.length ? 0 : next + 1;
        }
        return errno;
    }

    private Errno begin(Cpu cpu, Tally tally) {
        switch (round[next]) {
            case READ -> {
                return calls.create(cpu, owner, map, tally);
            }
            case REPLACE -> {
                return calls.update(cpu, owner, map, next);
            }
            default -> {
                Errno deleted = calls.delete(cpu, owner, map);
                tally.setUnfinished(deleted == Errno.OK);
                return deleted;
            }
        }
    }

    private Errno create(Cpu cpu, Tally tally) {
        Errno created = calls.create(cpu, owner, map, tally);
        tally.setUnfinished(created != Errno.OK);
        return created;
    }
}
