@NullMarked
package dev.spinlab.bench.peers;

import org.jspecify.annotations.NullMarked;
