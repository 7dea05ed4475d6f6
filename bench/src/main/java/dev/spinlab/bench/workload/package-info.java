/**
 * The workloads, one small class each: the question in its Javadoc, an {@link dev.spinlab.bench.harness.Operation}, a
 * benchmark method.
 *
 * <p>All are closed loops: a task begins its next operation when the last one is done. What is measured beside goodput
 * is listed at {@link dev.spinlab.bench.harness.SpinlabProfiler}.
 */
@NullMarked
package dev.spinlab.bench.workload;

import org.jspecify.annotations.NullMarked;
