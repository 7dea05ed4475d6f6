package dev.spinlab.zoo;

import java.util.ArrayList;
import java.util.List;

/** All planted bugs. */
final class BugZoo {
    private static final String LLIST = "llist-deferred-free";
    private static final String MASKED = "irqsave-deferred-free";
    private static final String RESILIENT = "rqspinlock";
    private static final String COUNTER = "percpu-counter";

    private BugZoo() {}

    static List<SeededBug> all() {
        List<SeededBug> all = new ArrayList<>(deferredFrees());
        all.addAll(gracePeriods());
        all.addAll(storage());
        all.addAll(locks());
        return all;
    }

    private static List<SeededBug> deferredFrees() {
        return List.of(
                SeededBug.named("no irq-save around the deferred list")
                        .edit(
                                "reclaim/MaskedBatch",
                                "        cpu.irqSave();\n        TO_FREE.add(cpu, list, object);\n        arm(cpu);\n        cpu.irqRestore();",
                                "        TO_FREE.add(cpu, list, object);\n        arm(cpu);")
                        .brokenIn(MASKED, "update+update/hardirq", "lost"),
                SeededBug.named("irq-save but NMI admitted")
                        .edit("reclaim/DeferredReclaimer", "new MaskedBatch(its, false)", "new MaskedBatch(its, true)")
                        .edit("backend/IrqsaveDeferredFreeBackend", "NmiRules.NO_RETIRE", "NmiRules.ALL")
                        .brokenIn(MASKED, "update+update/nmi", "lost"),
                SeededBug.named("plain push instead of a compare-and-swap")
                        .edit(
                                "list/LocklessList",
                                "if (FIRST.compareAndSet(this, seen, node)) {",
                                "FIRST.setVolatile(this, node);\n            if (node != null) {")
                        .brokenIn(LLIST, "update+update/hardirq", "lost"),
                SeededBug.named("plain drain instead of an exchange")
                        .edit(
                                "list/LocklessList",
                                "return (LocklessNode) FIRST.getAndSet(this, null);",
                                "LocklessNode all = first;\n        cpu.step();\n        first = null;\n        return all;")
                        .brokenIn(LLIST, "drain+update/hardirq", "lost"),
                SeededBug.named("drain before clearing pending")
                        .edit(
                                "reclaim/LocklessBatch",
                                "        cpu.step();\n        ARMED.setVolatile(this, false);\n        cpu.step();\n        if (!list.isEmpty()) {\n            arm(cpu);\n        }",
                                "        boolean more = !list.isEmpty();\n        cpu.step();\n        ARMED.setVolatile(this, false);\n        if (more) {\n            arm(cpu);\n        }")
                        .brokenIn(LLIST, "drain+update/hardirq", "lost"),
                SeededBug.named("armed batch without its own trace period")
                        .edit("reclaim/Batch", "if (collect(cpu)) {", "if (cpu != null) {")
                        .edit(
                                "reclaim/Batch",
                                "        freeCollected(cpu);\n        rest(cpu);",
                                "        if (collect(cpu)) {\n            freeCollected(cpu);\n        }\n        rest(cpu);")
                        .brokenIn(LLIST, "sleeping-reader", "used after free"),
                SeededBug.named("regular grace periods in place of trace, batched")
                        .edit(
                                "reclaim/Batch",
                                "tasksTrace.call(cpu, Batch.this, secondHop)",
                                "rcu.call(cpu, Batch.this, secondHop)")
                        .brokenIn(LLIST, "sleeping-reader", "used after free"),
                SeededBug.named("regular grace periods in place of trace, one by one")
                        .edit(
                                "reclaim/PerElementReclaimer",
                                "tasksTrace.call(cpu, object, secondHop)",
                                "rcu.call(cpu, object, secondHop)")
                        .brokenIn(RESILIENT, "sleeping-reader", "used after free"));
    }

    private static List<SeededBug> gracePeriods() {
        return List.of(
                SeededBug.named("quiescent state reported inside a read section")
                        .edit(
                                "rcu/GracePeriodDomain",
                                "                of(cpu.current()).requestReport();",
                                "                pass(cpu);")
                        .brokenIn(RESILIENT, "ticked-reader", "used after free"),
                SeededBug.named("preempted reader forgotten")
                        .edit(
                                "rcu/GracePeriodDomain",
                                "side.blockFromVolatile(owes ? started : started + 1);",
                                "side.requestReport();")
                        .brokenIn(RESILIENT, "ticked-reader", "used after free"),
                SeededBug.named("read section not put away at a switch")
                        .edit("machine/Cpu", "        task.rcuNesting = rcuNesting;\n", "")
                        .brokenIn(RESILIENT, "ticked-reader", "left without having been entered"),
                SeededBug.named("callback after the period that was already running")
                        .edit(
                                "rcu/CpuCallbacks",
                                "waitingFor = periods.startedVolatile() + 1;",
                                "waitingFor = Math.max(1, periods.startedVolatile());")
                        .brokenIn(RESILIENT, "sleeping-reader", "used after free"),
                SeededBug.named("first grace period asked for on another CPU")
                        .edit(
                                "reclaim/PerElementReclaimer",
                                "tasksTrace.call(cpu, object, secondHop);",
                                "tasksTrace.call(cpu.machine().cpu(0), object, secondHop);")
                        .brokenIn(RESILIENT, "update+update/cpu/same/present/0-1", "takes a step of cpu 0"),
                SeededBug.named("callbacks of who interrupted the queueing dropped")
                        .edit(
                                "rcu/CpuCallbacks",
                                "fresh.appendChain(LocklessList.reverse(overflow.takeAll(cpu)));",
                                "overflow.takeAll(cpu);")
                        .brokenIn(RESILIENT, "update+update/nmi/same/present/1-0", "for ever"),
                SeededBug.named("second grace period asked for on another CPU")
                        .edit(
                                "reclaim/PerElementReclaimer",
                                "secondHop = (cpu, head) -> rcu.call(cpu, head, free);",
                                "secondHop = (cpu, head) -> rcu.call(cpu.machine().cpu(0), head, free);")
                        .brokenIn(RESILIENT, "update+update/cpu/same/present/0-1", "takes a step of cpu 0"));
    }

    private static List<SeededBug> storage() {
        return List.of(
                SeededBug.named("lost race without its reason")
                        .edit(
                                "storage/Update",
                                "        discardBoth(cpu, owner, storage, first);\n        return Engine.fail(cpu, Errno.EAGAIN);\n    }\n\n    /** Publishes after",
                                "        discardBoth(cpu, owner, storage, first);\n        return null;\n    }\n\n    /** Publishes after")
                        .brokenIn(RESILIENT, "update+update/hardirq/same/empty", "answer not allowed"),
                SeededBug.named("charge kept by the loser of a race")
                        .edit(
                                "storage/Update",
                                "        owner.uncharge(OwnerStorage.CHARGE);\n        storage.freeUnpublished(cpu);",
                                "        storage.freeUnpublished(cpu);")
                        .brokenIn(RESILIENT, "update+update/hardirq/same/empty", "charge left"),
                SeededBug.named("storage lock kept where the bucket lock refuses")
                        .edit(
                                "storage/Unlink",
                                "                storage.lock.unlockIrqRestore(cpu);\n                return bucketLock.errno();",
                                "                return bucketLock.errno();")
                        .brokenIn(RESILIENT, "delete+lookup/hardirq,refuse", "leaves while atomic"),
                SeededBug.named("element linked although refused")
                        .edit(
                                "storage/Update",
                                "        if (result != LockResult.ACQUIRED) {\n            return result.errno();\n        }\n        IN_BUCKET.addPublished(cpu, bucket, fresh);\n        if (!engine",
                                "        if (result != LockResult.ACQUIRED) {\n            IN_STORAGE.addPublished(cpu, storage, fresh);\n            return result.errno();\n        }\n        IN_BUCKET.addPublished(cpu, bucket, fresh);\n        if (!engine")
                        .brokenIn(RESILIENT, "update+lookup/hardirq,refuse", "list damaged"),
                SeededBug.named("element published before it is linked to its bucket")
                        .edit(
                                "storage/Update",
                                "        IN_BUCKET.addPublished(cpu, bucket, first);\n        return engine.nested()",
                                "        return engine.nested()")
                        .edit(
                                "storage/Update",
                                "boolean won = publish(cpu, owner, storage);",
                                "boolean won = publish(cpu, owner, storage);\n        IN_BUCKET.addPublished(cpu, bucket, first);")
                        .brokenIn(LLIST, "get-or-create+delete/nmi/same/empty", "list damaged"),
                SeededBug.named("bucket lock taken before the storage lock")
                        .edit(
                                "storage/Unlink",
                                "        LockResult storageLock = storage.lock.lockIrqSave(cpu);\n        if (storageLock != LockResult.ACQUIRED) {\n            return storageLock.errno();\n        }",
                                "        Bucket early = engine.bucketOf(map, storage, element);\n        if (early.lock.lockIrqSave(cpu) != LockResult.ACQUIRED) {\n            return Errno.EDEADLK;\n        }\n        LockResult storageLock = storage.lock.lockIrqSave(cpu);\n        if (storageLock != LockResult.ACQUIRED) {\n            early.lock.unlockIrqRestore(cpu);\n            return storageLock.errno();\n        }")
                        .edit(
                                "storage/Unlink",
                                "            LockResult bucketLock = unlinkFromBucket(cpu, map, storage, element);\n            if (bucketLock != LockResult.ACQUIRED) {\n                storage.lock.unlockIrqRestore(cpu);\n                return bucketLock.errno();\n            }\n            last",
                                "            IN_BUCKET.unlink(cpu, early, element);\n            last")
                        .edit(
                                "storage/Unlink",
                                "        storage.lock.unlockIrqRestore(cpu);\n        retire(cpu, storage, element, mine, last);\n        return Errno.OK;\n    }\n\n    /** First",
                                "        storage.lock.unlockIrqRestore(cpu);\n        early.lock.unlockIrqRestore(cpu);\n        retire(cpu, storage, element, mine, last);\n        return Errno.OK;\n    }\n\n    /** First")
                        .brokenIn(RESILIENT, "delete+update/cpu", "answer not allowed"),
                SeededBug.named("missing re-check under the lock")
                        .edit(
                                "storage/Unlink",
                                "        engine.reached(cpu, TracePoint.LOCKED, storage.owner(), map);\n        boolean mine = IN_STORAGE.isLinked(element);\n        boolean last = false;",
                                "        engine.reached(cpu, TracePoint.LOCKED, storage.owner(), map);\n        boolean mine = true;\n        boolean last = false;")
                        .brokenIn(RESILIENT, "delete+delete/", "freed twice"),
                SeededBug.named("list emptied meanwhile not noticed")
                        .edit(
                                "storage/Update",
                                "boolean emptied = IN_STORAGE.isEmpty(storage);",
                                "boolean emptied = false;")
                        .brokenIn(RESILIENT, "update+delete/", "list damaged"),
                SeededBug.named("cache insert without the lock")
                        .edit(
                                "storage/Lookup",
                                "        if (storage.lock.lockIrqSave(cpu) != LockResult.ACQUIRED) {\n            return;\n        }\n",
                                "")
                        .edit(
                                "storage/Lookup",
                                "            storage.setCacheRelease(map.slot(), element);\n        }\n        storage.lock.unlockIrqRestore(cpu);",
                                "            cpu.step();\n            storage.setCacheRelease(map.slot(), element);\n        }\n        assert LockResult.ACQUIRED != null;")
                        .brokenIn(RESILIENT, "lookup+delete/hardirq", "list damaged"),
                SeededBug.named("unlock before leaving the list")
                        .edit(
                                "storage/Unlink",
                                "            last = engine.unlinkFromStorage(cpu, storage, map, element);\n        }\n        storage.lock.unlockIrqRestore(cpu);\n        retire(cpu, storage, element, mine, last);\n        return Errno.OK;\n    }\n\n    /** First",
                                "        }\n        storage.lock.unlockIrqRestore(cpu);\n        last = mine && engine.unlinkFromStorage(cpu, storage, map, element);\n        retire(cpu, storage, element, mine, last);\n        return Errno.OK;\n    }\n\n    /** First")
                        .brokenIn(RESILIENT, "delete+", "freed twice"),
                SeededBug.named("counter not dropped on an error path")
                        .edit(
                                "guard/PerCpuCounterGuard",
                                "        cpu.step();\n        busy[cell]--;\n        cpu.migrateEnable();\n        return false;",
                                "        cpu.migrateEnable();\n        return false;")
                        .brokenIn(COUNTER, "update+update/hardirq", "busy counter left"),
                SeededBug.named("double free in destroy against map_free")
                        .edit(
                                "storage/NofailUnlink",
                                "both || element.casUnlinkState(Element.UNLINKED, Element.TO_FREE)",
                                "both || element.casUnlinkState(Element.UNLINKED, Element.TO_FREE) || element.casUnlinkState(Element.STORAGE_UNLINKED, 0)")
                        .brokenIn(RESILIENT, "owner-exit+map-free/task,refuse", "f"),
                SeededBug.named("neither of destroy and map_free frees")
                        .edit(
                                "storage/NofailUnlink",
                                "both || element.casUnlinkState(Element.UNLINKED, Element.TO_FREE)",
                                "both")
                        .brokenIn(RESILIENT, "owner-exit+map-free/task,refuse", "leaked"),
                SeededBug.named("owner exit that retries for ever")
                        .edit(
                                "storage/NofailUnlink",
                                "            if (bucket.lock.lockIrqSave(cpu) == LockResult.ACQUIRED) {\n                fromMap = unlinkFromBucket(cpu, map, bucket, element);\n                element.clearMapRelease();",
                                "            while (bucket.lock.lockIrqSave(cpu) != LockResult.ACQUIRED) {\n                cpu.relax();\n            }\n            {\n                fromMap = unlinkFromBucket(cpu, map, bucket, element);\n                element.clearMapRelease();")
                        .failing(RESILIENT, "F37"),
                SeededBug.named("node unlinked without mending its neighbour")
                        .edit(
                                "list/PlainLinks",
                                "            setPreviousOpaque(after, first ? after : before);",
                                "            assert before != null;")
                        .brokenIn(RESILIENT, "delete+delete/", "list damaged"));
    }

    private static List<SeededBug> locks() {
        return List.of(
                SeededBug.named("held entry written after the compare-and-swap")
                        .edit(
                                "lock/ResilientQueuedSpinLock",
                                "        if (entryFirst()) {\n            pushEntry(cpu);\n        }\n        // (0,0,0)",
                                "        // (0,0,0)")
                        .edit(
                                "lock/ResilientQueuedSpinLock",
                                "            if (!entryFirst()) {\n                cpu.step();\n                pushEntry(cpu);\n            }",
                                "            cpu.step();\n            pushEntry(cpu);")
                        .edit(
                                "lock/ResilientQueuedSpinLock",
                                "        cpu.countLockWait();\n",
                                "        cpu.countLockWait();\n        if (entryFirst()) {\n            pushEntry(cpu);\n        }\n")
                        .brokenIn(RESILIENT, "update+update/nmi/same", "answer not allowed"),
                SeededBug.named("two entries on the test-and-set path")
                        .edit("lock/TestAndSetWait", "if (!lock.entryFirst()) {", "if (cpu != null) {")
                        .failing(RESILIENT, "F24"),
                SeededBug.named("head that is also the tail waits for a successor on deadlock")
                        .edit(
                                "lock/QueueWait",
                                "if (!lock.resetTail(cpu, tail)) {",
                                "if (signal == QueueNode.GO || !lock.resetTail(cpu, tail)) {")
                        .failing(RESILIENT, "F21"),
                SeededBug.named("flush that skips a waiter")
                        .edit(
                                "lock/QueueWait",
                                "                leave(lock, cpu, node, tail, QueueNode.LEAVE);\n                return",
                                "                return")
                        .failing(RESILIENT, "F19"),
                SeededBug.named("timeout not propagated")
                        .edit(
                                "lock/QueueWait",
                                "return lock.entryFirst() ? LockResult.TIMED_OUT : LockResult.DEADLOCK;",
                                "return LockResult.DEADLOCK;")
                        .failing(RESILIENT, "F19"),
                SeededBug.named("pending bit of another cleared")
                        .edit("lock/PendingWait", "if ((seen & LockWord.PENDING) == 0) {", "if (seen != 0) {")
                        .brokenIn(RESILIENT, "lock/3-cpus/2", "t"),
                SeededBug.named("unlock that wipes the pending bit")
                        .edit(
                                "lock/LockWord",
                                "int before = (int) WORD.getAndAdd(this, -LOCKED);",
                                "int before = (int) WORD.getAndBitwiseAnd(this, TAIL_MASK);")
                        .brokenIn(RESILIENT, "lock/2-cpus/1", "t"),
                SeededBug.named("test and set in two steps")
                        .edit(
                                "lock/RawSpinLock",
                                "        if (HOLDER.compareAndSet(this, 0, mine)) {\n            cpu.countQuickLock();\n        } else {\n            cpu.countAtomic();\n            waitFor(cpu, mine);\n            cpu.countLockAcquisition();\n        }",
                                "        if ((int) HOLDER.getVolatile(this) != 0) {\n            waitFor(cpu, mine);\n        }\n        cpu.step();\n        HOLDER.setVolatile(this, mine);")
                        .brokenIn(COUNTER, "lock/2-cpus/2", "two holders"),
                SeededBug.named("recursion looked for in the top entry too")
                        .edit(
                                "lock/percpu/HeldLocks",
                                "        int top = Math.min(depth, CAPACITY) - 1;",
                                "        int top = Math.min(depth, CAPACITY);")
                        .brokenIn(RESILIENT, "lock/2-cpus/1", "answer not allowed"),
                SeededBug.named("entry left in the table after a refusal")
                        .edit(
                                "lock/ResilientQueuedSpinLock",
                                "        dropEntry(cpu);\n        cpu.preemptEnable();",
                                "        cpu.preemptEnable();")
                        .brokenIn(RESILIENT, "update+update/nmi/same", "CPU not at rest"));
    }
}
