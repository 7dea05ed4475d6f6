/**
 * Read-copy-update: two independent grace-period domains, and the callbacks that wait for them (kernel-facts 3.2).
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>a grace period does not end while a read section that began before it runs;
 *   <li>a callback runs after a grace period that began after it was queued, in SOFTIRQ context of the CPU that queued it;
 *   <li>the domains know nothing of each other: the end of a period of one says nothing about readers of the other.
 * </ul>
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code GracePeriods.started, completed}</td><td>volatile</td><td>volatile</td><td>{@code advancing}, a try-lock</td></tr>
 * <tr><td>{@code GracePeriods.requested}</td><td>volatile</td><td>CAS to larger</td><td>itself</td></tr>
 * <tr><td>{@code CpuQuiescence.passed}</td><td>volatile, any CPU</td><td>volatile, its CPU</td><td>its CPU</td></tr>
 * <tr><td>{@code ReadSide.blockedSince}</td><td>volatile, any CPU</td><td>volatile, its CPU</td><td>its CPU</td></tr>
 * <tr><td>{@code CpuCallbacks.active}</td><td>opaque, its CPU</td><td>opaque, its CPU</td><td>interrupts masked; says no
 *     to NMIs</td></tr>
 * <tr><td>{@code CpuCallbacks} lists</td><td>plain</td><td>plain</td><td>its CPU, interrupts masked, {@code active}</td></tr>
 * <tr><td>{@code CpuCallbacks.ready}</td><td>plain</td><td>plain</td><td>the softirq of its CPU, which never nests</td></tr>
 * <tr><td>{@code CpuCallbacks} counts</td><td>volatile, any CPU</td><td>release, its CPU</td><td>as the lists</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.rcu;

import org.jspecify.annotations.NullMarked;
