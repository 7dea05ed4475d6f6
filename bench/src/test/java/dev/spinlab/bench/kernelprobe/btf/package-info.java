@NullMarked
package dev.spinlab.bench.kernelprobe.btf;

import org.jspecify.annotations.NullMarked;
