@NullMarked
package dev.spinlab.bench.kernelprobe.bpf;

import org.jspecify.annotations.NullMarked;
