/** Tests of the timed gate: its decision, its file, its outputs, and how often it errs on drawn noise. */
@NullMarked
package dev.spinlab.results.gate.timed;

import org.jspecify.annotations.NullMarked;
