@NullMarked
package dev.spinlab.results.claims;

import org.jspecify.annotations.NullMarked;
