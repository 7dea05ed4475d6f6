/**
 * Reclamation: what happens between the unlinking of an object and its free, and the book-keeping that shows whether it went
 * right.
 *
 * <p>Invariants of a right reclaimer: every retired object is freed exactly once; not before every reader of both domains
 * that could have found it has ended (only of regular RCU if the caller says that nobody else can hold it).
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code Reclaimable.life}</td><td>opaque</td><td>CAS, exchange</td><td>itself</td></tr>
 * <tr><td>{@code Ledger} counts</td><td>opaque, any CPU</td><td>opaque, its CPU and level</td><td>the CPU's baton</td></tr>
 * <tr><td>{@code LocklessBatch.armed}</td><td>volatile</td><td>CAS, volatile</td><td>itself</td></tr>
 * <tr><td>{@code MaskedBatch.*}</td><td>plain</td><td>plain</td><td>its CPU, interrupts masked</td></tr>
 * <tr><td>{@code UnprotectedBatch.list}</td><td>plain</td><td>plain</td><td>none: that is the bug</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.reclaim;

import org.jspecify.annotations.NullMarked;
