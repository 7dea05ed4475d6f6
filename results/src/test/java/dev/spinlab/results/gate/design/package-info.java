@NullMarked
package dev.spinlab.results.gate.design;

import org.jspecify.annotations.NullMarked;
