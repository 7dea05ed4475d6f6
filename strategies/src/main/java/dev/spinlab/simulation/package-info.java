/**
 * Schedules with one baton for the whole machine and a virtual clock. The strategies are the same classes as under the
 * native schedule; only who goes on, and what time it is, is decided here.
 *
 * <ul>
 *   <li>{@link dev.spinlab.simulation.ManualSchedule}: the caller says which task goes on, and how far;
 *   <li>{@link dev.spinlab.simulation.InlineSchedule}: everything on the calling thread, one context nested in another;
 *   <li>{@link dev.spinlab.simulation.HandOverSchedule}: a thread per task, of which one runs.
 * </ul>
 *
 * <p>The last two ask a {@link dev.spinlab.simulation.Director} at every step. Nothing here is loaded in a benchmark fork.
 */
@NullMarked
package dev.spinlab.simulation;

import org.jspecify.annotations.NullMarked;
