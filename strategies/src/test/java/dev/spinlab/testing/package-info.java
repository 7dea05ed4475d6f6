/**
 * What tests of several packages share.
 *
 * <p>{@link dev.spinlab.testing.ManualSchedule} runs the real classes on one baton for the whole machine and a virtual
 * clock: the test says which task goes on, and how far.
 */
@NullMarked
package dev.spinlab.testing;

import org.jspecify.annotations.NullMarked;
