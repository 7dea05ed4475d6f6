/**
 * What a user would pick instead, and what the parts of Spinlab cost beside it: small benchmarks without the harness, so that
 * neither side pays for it, and the command that compares them.
 */
@NullMarked
package dev.spinlab.bench.peers;

import org.jspecify.annotations.NullMarked;
