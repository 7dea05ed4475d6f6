/**
 * A small assembler of BPF programs: as many instructions as the probe needs, by name.
 *
 * <p>The encoding is that of the BPF instruction set specification: 64 bits an instruction, from the lowest bits up the
 * operation code (8), destination and source register (4 each), offset (16) and immediate value (32). A 64-bit constant takes
 * two. Byte order is little endian, as on every architecture that the probe knows.
 */
@NullMarked
package dev.spinlab.bench.kernelprobe.bpf;

import org.jspecify.annotations.NullMarked;
