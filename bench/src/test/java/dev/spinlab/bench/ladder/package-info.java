@NullMarked
package dev.spinlab.bench.ladder;

import org.jspecify.annotations.NullMarked;
