/**
 * The one harness under all workloads: it builds the modelled machine, binds JMH's threads to its tasks, repeats
 * refused calls, counts, and hands the measures to JMH.
 *
 * <p>One JMH invocation is one <em>successful</em> operation, so JMH's score is goodput. JMH knows nothing of tasks
 * that take turns on a CPU, hence the stop rule in {@link dev.spinlab.bench.harness.TaskLoop}.
 *
 * <p>Invariants, of a closed loop; in an open loop a task leaves its CPU whenever it waits for its next operation to be
 * due:
 *
 * <ul>
 *   <li>a task keeps its CPU from its first operation of an iteration to the stop of that iteration, unless its operation
 *       sleeps, and then leaves it;
 *   <li>a task's counters are touched by its own thread only, and by the handlers on top of it;
 *   <li>they are read by worker 0, after every worker has counted down the latch of the iteration's end;
 *   <li>a counted operation began between JMH's start and stop of the iteration; JMH's own count differs from ours by at
 *       most one per worker and iteration at each end.
 * </ul>
 *
 * <p>Shared fields:
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code TaskLoop}, {@code Tally}, {@code HandlerTally}</td><td>plain, own thread</td><td>plain, own thread</td>
 *     <td>thread; worker 0 reads the result after {@code Testbed.allLeft}</td></tr>
 * <tr><td>{@code CpuWindow}</td><td>plain</td><td>plain</td><td>the CPU's baton; worker 0 after {@code allLeft}</td></tr>
 * <tr><td>{@code Testbed.allLeft}</td><td>volatile</td><td>volatile, by worker 0 between iterations</td>
 *     <td>JMH's barrier before an iteration ends</td></tr>
 * <tr><td>{@code Neighbour.units, steps}</td><td>plain</td><td>plain, own thread</td><td>the CPU's baton</td></tr>
 * <tr><td>{@code Neighbour.wanted}</td><td>volatile</td><td>volatile</td><td>the neighbour's monitor</td></tr>
 * <tr><td>{@code SuccessBursts} places</td><td>plain, by who fills the last</td><td>plain, by who claimed it</td>
 *     <td>{@code claimed}, {@code filled}, atomic</td></tr>
 * <tr><td>{@code UnlinkToFree} times</td><td>plain</td><td>plain, by who claimed the place</td>
 *     <td>{@code serials}, by CAS and release; histograms the CPU's baton</td></tr>
 * <tr><td>{@code BacklogSeries}, {@code Durations}</td><td>monitor</td><td>monitor</td><td>monitor, some thousand steps
 *     apart</td></tr>
 * <tr><td>{@code LastIteration.METRICS}</td><td>atomic, JMH's main thread</td><td>atomic, worker 0</td><td>none</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.bench.harness;

import org.jspecify.annotations.NullMarked;
