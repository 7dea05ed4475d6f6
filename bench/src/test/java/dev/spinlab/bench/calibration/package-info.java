@NullMarked
package dev.spinlab.bench.calibration;

import org.jspecify.annotations.NullMarked;
