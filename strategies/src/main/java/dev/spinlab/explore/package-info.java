/**
 * Exploration: runs two operations against each other under every schedule within bounds, and asks the detectors after each.
 *
 * <p>An {@link dev.spinlab.explore.Encounter} is a set-up, a first operation and those that meet it; a {@link
 * dev.spinlab.explore.Scheduler} makes the choices; the {@link dev.spinlab.explore.Explorer} runs one against the other
 * and answers with a {@link dev.spinlab.explore.Finding} that can be replayed.
 */
@NullMarked
package dev.spinlab.explore;

import org.jspecify.annotations.NullMarked;
