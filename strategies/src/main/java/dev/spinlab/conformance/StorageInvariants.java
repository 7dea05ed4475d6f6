package dev.spinlab.conformance;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import java.util.List;

/** What holds after every check, whatever it was about. */
final class StorageInvariants {
    private final StorageBench bench;
    private final LocalStorage storage;
    private final int cpus;
    private final List<Owner> owners;
    private final List<StorageMap> maps;

    StorageInvariants(StorageBench bench, List<Owner> owners, List<StorageMap> maps) {
        this.bench = bench;
        storage = bench.storage();
        cpus = bench.cpu(0).machine().cpuCount();
        this.owners = owners;
        this.maps = maps;
    }

    /** Empties the storage and throws at the first invariant that does not hold, naming it. */
    void expect() {
        for (int id = 0; id < cpus; id++) {
            bench.on(id, this::expectNobodyInside);
        }
        bench.on(0, this::deleteAll);
        bench.on(0, storage::quiesce);
        bench.on(0, cpu -> Expect.equal(storage.audit(cpu), new Audit(0, 0, 0, 0), "audit after the check"));
        Expect.equal(
                storage.elementLedger().freed(), storage.elementLedger().retired(), "elements freed of those retired");
        Expect.equal(
                storage.storageLedger().freed(), storage.storageLedger().retired(), "storages freed of those retired");
        for (Owner owner : owners) {
            Expect.that(!owner.hasStorage(), "an owner without elements has no storage");
            Expect.equal(owner.charged(), 0L, "bytes charged to a " + owner.kind() + " without elements");
        }
        for (int id = 0; id < cpus; id++) {
            Cpu cpu = bench.cpu(id);
            Expect.equal(cpu.heldLocks().depth(), 0, "locks left in the table of cpu " + id);
            Expect.equal(cpu.queueNode(0).inUse(), 0, "queue nodes left in use on cpu " + id);
            Expect.that(
                    !cpu.irqsMasked() && !cpu.preemptionDisabled(), "cpu " + id + " is left neither masked nor atomic");
        }
    }

    /** A program on a CPU where all have left is not refused. */
    private void expectNobodyInside(Cpu cpu) {
        StorageMap map = bench.map();
        for (OwnerKind kind : OwnerKind.values()) {
            Expect.equal(
                    bench.programCreates(cpu, bench.owner(kind), map),
                    Errno.OK,
                    "a " + kind + " on a CPU with nobody inside");
        }
    }

    private void deleteAll(Cpu cpu) {
        for (Owner owner : owners) {
            for (StorageMap map : maps) {
                if (owner.hasStorage() && !map.freed()) {
                    Errno errno = storage.delete(cpu, owner, map, CallerClass.SYSCALL);
                    Expect.that(
                            errno == Errno.OK || errno == Errno.ENOENT, "what is left can be deleted, not " + errno);
                }
            }
        }
    }
}
