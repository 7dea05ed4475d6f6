@NullMarked
package dev.spinlab.bench.kernelprobe;

import org.jspecify.annotations.NullMarked;
