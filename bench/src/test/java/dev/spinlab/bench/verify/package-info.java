@NullMarked
package dev.spinlab.bench.verify;

import org.jspecify.annotations.NullMarked;
