/** Linearizability, by Lincheck: in schedules that it enumerates (model checking), and with real threads (stress). */
@NullMarked
package dev.spinlab.lincheck;

import org.jspecify.annotations.NullMarked;
