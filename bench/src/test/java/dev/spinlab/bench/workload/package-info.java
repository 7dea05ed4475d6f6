/** Tests of what workloads do in which order. */
@NullMarked
package dev.spinlab.bench.workload;

import org.jspecify.annotations.NullMarked;
