/**
 * The system calls of the probe: their numbers by architecture, the layout of what they are given, and their answers.
 *
 * <p>Invariants: only {@link dev.spinlab.bench.kernelprobe.syscall.LinuxSystemCalls} leaves the JVM, so that all else can be
 * tested against a kernel that is made up; an answer is a number that is not negative, or minus an error number, and is never
 * passed over; memory that the kernel is told of lives as long as the object that tells it.
 */
@NullMarked
package dev.spinlab.bench.kernelprobe.syscall;

import org.jspecify.annotations.NullMarked;
