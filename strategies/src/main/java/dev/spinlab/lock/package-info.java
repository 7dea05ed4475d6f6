/**
 * The spin locks: a raw one that hangs on recursion, and a resilient queued one that answers instead (kernel-facts
 * section 1).
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>preemption is off from the first instruction of an attempt to the end of the unlock;
 *   <li>a failed attempt leaves nothing behind: no table entry, no queue node, no pending bit, no masked interrupts;
 *   <li>unlocks come in the reverse order of locks, from the CPU that locked.
 * </ul>
 *
 * <p>Shared fields:
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code LockWord.word}</td><td>acquire</td><td>read-modify-write, volatile</td><td>itself</td></tr>
 * <tr><td>{@code RawSpinLock.holder}</td><td>acquire</td><td>CAS, set release</td><td>itself</td></tr>
 * <tr><td>{@code RawSpinLock.note}</td><td>plain, its holder; stale, who misuses it</td><td>plain, its holder</td><td>{@code holder}</td></tr>
 * <tr><td>{@code HeldLocks.*}</td><td>opaque, any CPU</td><td>opaque, its CPU</td><td>none: readers tolerate staleness</td></tr>
 * <tr><td>{@code QueueNode.signal}</td><td>acquire, its CPU</td><td>release, the waiter ahead</td><td>queue position</td></tr>
 * <tr><td>{@code QueueNode.next}</td><td>acquire, its CPU</td><td>release, the waiter behind</td><td>queue position</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.lock;

import org.jspecify.annotations.NullMarked;
