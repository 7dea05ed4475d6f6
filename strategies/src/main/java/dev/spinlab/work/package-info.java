/**
 * Deferred work in task context: one queue and one worker per CPU.
 *
 * <p>The worker is a task like any other: it waits for the baton, can be preempted, and preempts others. It also keeps an
 * idle CPU ticking while a subsystem needs that, so that grace periods end and callbacks run on CPUs nobody uses.
 */
@NullMarked
package dev.spinlab.work;

import org.jspecify.annotations.NullMarked;
