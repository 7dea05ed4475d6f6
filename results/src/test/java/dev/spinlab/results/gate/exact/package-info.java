@NullMarked
package dev.spinlab.results.gate.exact;

import org.jspecify.annotations.NullMarked;
