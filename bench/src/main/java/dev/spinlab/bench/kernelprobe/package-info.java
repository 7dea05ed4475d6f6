/**
 * The real kernel beside the model: local storage of tasks, worked on inside BPF programs and by system calls, with and without
 * interrupts, on the kernel that this JVM runs on.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>nothing here is ever needed: what the kernel refuses is left out, with the reason and the remedy;
 *   <li>nothing stays behind: maps, programs and events are file descriptors of this process and nothing more, so that the end
 *       of a measurement closes them, and so does the end of the process, however it comes; nothing is pinned to a file system;
 *   <li>no data of anybody else is read or written: the programs work on storage of the probe's own threads, in maps of its own.
 * </ul>
 *
 * <p>Packages: {@code bpf} puts programs together, {@code btf} builds and reads type information, {@code syscall} and {@code
 * perf} talk to the kernel. What is measured goes to {@code kernel.json}, which {@code dev.spinlab.results.kernel} reads.
 */
@NullMarked
package dev.spinlab.bench.kernelprobe;

import org.jspecify.annotations.NullMarked;
