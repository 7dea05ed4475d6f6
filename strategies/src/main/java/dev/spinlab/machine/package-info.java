/**
 * The machine model: CPUs whose tasks take turns, context levels, masking, interrupts and steps, on real threads.
 *
 * <p>Everything on one modelled {@link dev.spinlab.machine.Cpu} is serialised, as on a real CPU; different CPUs run truly
 * in parallel. A strategy reaches its environment (CPU, time, threads, relaxing) only through this package, and this
 * package reaches the real one only through a {@link dev.spinlab.machine.Schedule}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>at most one task per CPU runs; a task that runs holds its CPU's baton;
 *   <li>contexts nest upwards only: TASK, SOFTIRQ, HARDIRQ, NMI; a handler runs to completion on the stack it interrupted;
 *   <li>nothing masks an NMI; a masked interrupt is kept pending and runs at the restore;
 *   <li>a task is preempted only at a step or at the end of a masked section, in TASK context, with preemption count 0 and
 *       interrupts on.
 * </ul>
 *
 * <p>Shared fields:
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>all of {@code CpuState} but for the next</td><td>plain</td><td>plain</td><td>the CPU's baton; its hand-over
 *     orders them; of a {@code HandlerCpu} its thread</td></tr>
 * <tr><td>{@code InterruptibleCpu.irqDepth}</td><td>plain, its task; opaque, its handlers' threads</td><td>opaque, its
 *     task</td><td>the handler runs while the task stands still</td></tr>
 * <tr><td>{@code InterruptibleCpu.pended}</td><td>opaque</td><td>opaque, its HARDIRQ thread and its task</td><td>as
 *     above</td></tr>
 * <tr><td>{@code InterruptibleCpu.interruptible}</td><td>opaque</td><td>opaque, the task that is switched in or
 *     out</td><td>baton</td></tr>
 * <tr><td>{@code Cpu.idle}</td><td>volatile, any CPU</td><td>volatile, by the task that enters or leaves</td><td>baton</td></tr>
 * <tr><td>{@code ReadSide.blockedSince}</td><td>volatile, any CPU</td><td>volatile, by the task's CPU</td><td>baton</td></tr>
 * <tr><td>{@code ReadSide.reportWanted}</td><td>plain</td><td>plain</td><td>the baton of the task's CPU</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.machine;

import org.jspecify.annotations.NullMarked;
