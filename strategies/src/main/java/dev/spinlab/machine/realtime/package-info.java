/**
 * Interrupts that really come at any instruction: threads of real-time priority, bound to the CPU of the tasks they
 * interrupt and woken by a timer.
 *
 * <p>A task has ordinary priority (SCHED_OTHER). When the timer of a HARDIRQ thread (SCHED_FIFO, 50) or of an NMI thread
 * (SCHED_FIFO, 60) on the same physical CPU runs out, the operating system takes the CPU away from the task wherever it is,
 * the handler runs, the thread goes to sleep again, and the task goes on. What of a task's state a handler may touch, and in
 * what order, is argued in {@link dev.spinlab.machine.InterruptibleCpu}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>a handler comes over a task whose thread is bound to the physical CPU of the handler's thread, or over none;
 *   <li>a handler during which the interrupted thread ran all the same is counted as torn, and whoever uses the results
 *       throws away what was measured with it; on request none comes after it, which would meet what it may have damaged;
 *   <li>a handler that does not end is ended by the watchdog, whose priority is higher (SCHED_FIFO, 70), and all threads are
 *       of ordinary priority afterwards.
 * </ul>
 *
 * <p>What a JVM does to such threads:
 *
 * <ul>
 *   <li><b>Safepoints.</b> A thread that is asleep in its timer runs no Java code, so a safepoint, and with it a stop-the-world
 *       collection, does not wait for it; one that wakes meanwhile waits for the end before it enters Java, and comes late.
 *       A safepoint that begins while a handler runs stops the handler at its next poll; the CPU goes to the task, which runs
 *       on to a poll of its own. So no deadlock, but no interrupt either: it is torn, which the CPU time of the interrupted
 *       thread shows, read before and after. Trials keep collections out of the measured time, and ask for no safepoints at
 *       regular intervals.
 *   <li><b>Locks of the JVM.</b> A handler that enters the runtime (to have a method compiled, to wake a thread) can wait for
 *       a lock that a thread of ordinary priority holds; it sleeps meanwhile, and is torn. Wake-ups therefore wait for the
 *       handler's end, and code is warm before anything counts.
 *   <li><b>Code that is being replaced.</b> While the interrupted thread takes compiled code out of use, a handler that calls
 *       that code resolves the call again and again, to the same code, until the thread can go on (JDK 17, {@code
 *       SharedRuntime::reresolve_call_site}). No strategy can help that: the watchdog ends it, sees that the handler ends once the
 *       task can run, and what was measured is thrown away.
 *   <li><b>Compiler and collector threads</b> have ordinary priority and no CPU of their own. So after a handler its thread
 *       sleeps for at least as long as the handler took, and others have half of the CPU; only a runaway could starve them.
 *   <li><b>Runaways.</b> Beside the watchdog there are the kernel's own limits: real-time throttling (sched_rt_runtime_us of
 *       each sched_rt_period_us, 0.95 s of 1 s by default) or the fair server that took its place in 6.12 leave ordinary
 *       threads a share of every CPU, and RLIMIT_RTTIME, set here, ends the process if a real-time thread has not slept for
 *       two seconds. The watchdog's limit is shorter than each.
 *   <li><b>Timer slack</b>, 50 microseconds by default, does not hold for real-time threads: their timers run out on time.
 * </ul>
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code RealtimeInterrupts.enabled}, {@code InterruptThread.beganNanos}</td><td>volatile</td><td>volatile</td><td>who
 *     switches off waits for 0; who begins looks afterwards whether it may</td></tr>
 * <tr><td>{@code InterruptThread} counts</td><td>opaque, any thread</td><td>opaque, its thread</td><td>none</td></tr>
 * <tr><td>{@code RealtimeInterrupts.threadIds}</td><td>concurrent map</td><td>the thread that binds</td><td>itself</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.machine.realtime;

import org.jspecify.annotations.NullMarked;
