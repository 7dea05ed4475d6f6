@NullMarked
package dev.spinlab.bench.claims;

import org.jspecify.annotations.NullMarked;
