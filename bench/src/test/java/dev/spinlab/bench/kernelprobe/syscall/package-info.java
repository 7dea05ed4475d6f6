@NullMarked
package dev.spinlab.bench.kernelprobe.syscall;

import org.jspecify.annotations.NullMarked;
