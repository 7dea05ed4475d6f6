/**
 * The workloads, one small class each: the question in its Javadoc, an {@link dev.spinlab.bench.harness.Operation}, a
 * benchmark method.
 *
 * <p>Unless {@code --arrival} says otherwise, all are closed loops: a task begins its next operation when the last one is
 * done. When a call counts as refused is said at {@link dev.spinlab.bench.workload.Calls}. What is measured beside goodput
 * is listed at {@link dev.spinlab.bench.harness.SpinlabProfiler}.
 */
@NullMarked
package dev.spinlab.bench.workload;

import org.jspecify.annotations.NullMarked;
