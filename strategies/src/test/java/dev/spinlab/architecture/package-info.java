/** What the code of this project may not do, checked on its class files. */
@NullMarked
package dev.spinlab.architecture;

import org.jspecify.annotations.NullMarked;
