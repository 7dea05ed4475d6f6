/**
 * BTF, the kernel's type information: as much of it as a map needs is built, and that of the running kernel is read.
 *
 * <p>The format: a header, an array of types numbered from 1, and their names. A type is a name, a word that tells its kind and
 * how many parts follow, a size or another type, and those parts.
 */
@NullMarked
package dev.spinlab.bench.kernelprobe.btf;

import org.jspecify.annotations.NullMarked;
