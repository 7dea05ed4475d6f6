/**
 * What a backend must do to be one: the scenarios S1 to S27 and the statements 1 to 50 of the kernel facts, as checks that
 * run against any backend on the class path.
 *
 * <p>A check is plain code that throws {@link dev.spinlab.conformance.CheckFailed}; so it runs under JUnit and from the
 * command line alike. Invariants are looked at after every check that touches a storage.
 */
@NullMarked
package dev.spinlab.conformance;

import org.jspecify.annotations.NullMarked;
