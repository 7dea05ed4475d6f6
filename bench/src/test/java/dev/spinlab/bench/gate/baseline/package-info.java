@NullMarked
package dev.spinlab.bench.gate.baseline;

import org.jspecify.annotations.NullMarked;
