/** Tests of the workloads: what each does in which order, and each under JMH's own runner, for a moment. */
@NullMarked
package dev.spinlab.bench.workload;

import org.jspecify.annotations.NullMarked;
