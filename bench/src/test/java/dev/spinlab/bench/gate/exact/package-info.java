@NullMarked
package dev.spinlab.bench.gate.exact;

import org.jspecify.annotations.NullMarked;
