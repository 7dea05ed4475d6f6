@NullMarked
package dev.spinlab.jcstress;

import org.jspecify.annotations.NullMarked;
