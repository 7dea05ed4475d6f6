/**
 * What a gate can and cannot see on one machine: rounds of a build against itself, also with planted slowdowns, and the false
 * alarms and power that gates drawn from them have.
 */
@NullMarked
package dev.spinlab.results.gate.calibration;

import org.jspecify.annotations.NullMarked;
