package dev.spinlab.explore;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;

/** Looks, after a schedule, whether the world is as it must be. Changes it: every element is deleted and freed. */
final class Invariants {
    private final World world;
    private @Nullable Rule broken;
    private String detail = "";

    Invariants(World world) {
        this.world = world;
    }

    /** Returns the first rule that does not hold, null if all do. */
    @Nullable
    Rule check() {
        for (int id = 0; id < world.machine().cpuCount(); id++) {
            checkCpu(world.machine().cpu(id));
        }
        if (broken == null) {
            world.asJanitor(this::emptyAndAudit);
        }
        return broken;
    }

    String detail() {
        return detail;
    }

    private void require(boolean holds, Rule rule, String found) {
        if (!holds && broken == null) {
            broken = rule;
            detail = found;
        }
    }

    private void checkCpu(Cpu cpu) {
        require(
                cpu.heldLocks().depth() == 0,
                Rule.CPU_AT_REST,
                "held locks: " + cpu.heldLocks().depth());
        require(cpu.queueNode(0).inUse() == 0, Rule.CPU_AT_REST, "queue nodes in use");
        require(!cpu.preemptionDisabled(), Rule.CPU_AT_REST, "preemption is off");
        require(!cpu.irqsMasked(), Rule.CPU_AT_REST, "interrupts are masked");
        require(cpu.context().level() == ContextLevel.TASK, Rule.CPU_AT_REST, "in a handler");
        int busy = world.storage().busy(cpu);
        require(busy == 0, Rule.COUNTER_ZERO, "busy: " + busy);
    }

    private void emptyAndAudit(Cpu cpu) {
        LocalStorage storage = world.storage();
        if (world.locksMayRefuse() && somethingEnded()) {
            endAll(cpu);
        }
        for (Owner owner : world.owners()) {
            for (StorageMap map : world.maps()) {
                if (owner.alive() && !map.freed()) {
                    deleteOne(cpu, owner, map);
                }
            }
            require(!owner.hasStorage(), Rule.LISTS_CONSISTENT, "an owner without elements still has a storage");
        }
        for (StorageMap map : world.maps()) {
            require(map.isEmpty(), Rule.LISTS_CONSISTENT, "an element is still in a bucket");
        }
        storage.quiesce(cpu);
        Audit audit = storage.audit(cpu);
        require(audit.usedAfterFree() == 0, Rule.NO_USE_AFTER_FREE, audit.usedAfterFree() + " uses");
        require(audit.doubleFreed() == 0, Rule.FREED_ONCE, audit.doubleFreed() + " times");
        require(audit.lost() == 0, Rule.NOTHING_LOST, audit.lost() + " objects");
        require(audit.leaked() == 0, Rule.NOTHING_LEAKED, audit.leaked() + " objects");
        requireAllFreed(storage.elementLedger(), "elements");
        requireAllFreed(storage.storageLedger(), "storages");
        checkCreated(storage.elementLedger());
        // Last, since most of what goes wrong with an element leaves its charge wrong too.
        for (Owner owner : world.owners()) {
            require(owner.charged() == 0, Rule.CHARGE_ZERO, "charged: " + owner.charged() + " bytes");
        }
    }

    /** OK means that it happened, anything else that it did not. */
    private void checkCreated(Ledger elements) {
        long linked = elements.allocated() - elements.unpublished();
        require(
                world.updated() <= linked && linked <= world.mayHaveCreated(),
                Rule.ANSWERS_ALLOWED,
                world.updated() + " updates were answered by OK, " + linked + " elements were linked");
    }

    private boolean somethingEnded() {
        return world.owners().stream().anyMatch(owner -> !owner.alive())
                || world.maps().stream().anyMatch(StorageMap::freed);
    }

    /** Who was refused the other side's lock left the element there, until that side comes. */
    private void endAll(Cpu cpu) {
        for (Owner owner : world.owners()) {
            if (owner.alive()) {
                world.storage().destroy(cpu, owner);
            }
        }
        for (StorageMap map : world.maps()) {
            if (!map.freed()) {
                world.storage().freeMap(cpu, map);
            }
        }
    }

    private void requireAllFreed(Ledger ledger, String what) {
        require(
                ledger.allocated() == ledger.unpublished() + ledger.freed(),
                Rule.NOTHING_LEAKED,
                what + ": " + ledger.allocated() + " allocated, " + ledger.unpublished() + " given back unseen, "
                        + ledger.freed() + " freed");
    }

    private void deleteOne(Cpu cpu, Owner owner, StorageMap map) {
        LocalStorage storage = world.storage();
        world.kernel().rcu().readLock(cpu);
        Element found = storage.lookup(cpu, owner, map, CallerClass.SYSCALL);
        if (found != null) {
            found.value(cpu);
        }
        world.kernel().rcu().readUnlock(cpu);
        Errno deleted = storage.delete(cpu, owner, map, CallerClass.SYSCALL);
        Errno expected = found == null ? Errno.ENOENT : Errno.OK;
        require(deleted == expected, Rule.LISTS_CONSISTENT, "the last delete answered " + deleted);
        require(
                storage.lookup(cpu, owner, map, CallerClass.SYSCALL) == null,
                Rule.LISTS_CONSISTENT,
                "an element is found after its delete");
    }
}
