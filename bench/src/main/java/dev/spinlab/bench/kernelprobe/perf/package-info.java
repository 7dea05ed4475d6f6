/** Interrupts on demand: events of {@code perf_event_open(2)} that count the CPU time of a thread. */
@NullMarked
package dev.spinlab.bench.kernelprobe.perf;

import org.jspecify.annotations.NullMarked;
