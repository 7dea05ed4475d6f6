/** Ways to measure two builds against each other, compared on the noise of a machine. */
@NullMarked
package dev.spinlab.results.gate.design;

import org.jspecify.annotations.NullMarked;
