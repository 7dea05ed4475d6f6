@NullMarked
package dev.spinlab.bench.gate.timed;

import org.jspecify.annotations.NullMarked;
