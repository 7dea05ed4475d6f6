/**
 * Orderings that the strategies rely on, under jcstress: each as a plain Java idiom, in the class itself, and weakened.
 *
 * <p>What must never be seen is FORBIDDEN and turns the build red. The weakened classes only show that a test looks at the
 * right thing: what they may show is INTERESTING, and their descriptions say where x86 or the compiler can show it.
 */
@NullMarked
package dev.spinlab.jcstress;

import org.jspecify.annotations.NullMarked;
