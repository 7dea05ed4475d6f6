package dev.spinlab.rcu;

import dev.spinlab.machine.ReadSide;
import dev.spinlab.machine.Task;

/** The read side of a domain, as its grace periods see it. */
interface DomainReaders {
    /** Returns what this domain wants to know of the read sections of {@code task}. */
    ReadSide of(Task task);

    /** Returns the newest period for which CPU {@code id} has passed a quiescent state. */
    long passedVolatile(int id);
}
