@NullMarked
package dev.spinlab.results.gate.proof;

import org.jspecify.annotations.NullMarked;
