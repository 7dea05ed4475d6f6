@NullMarked
package dev.spinlab.bench.kernelprobe.perf;

import org.jspecify.annotations.NullMarked;
