@NullMarked
package dev.spinlab.results.gate.calibration;

import org.jspecify.annotations.NullMarked;
