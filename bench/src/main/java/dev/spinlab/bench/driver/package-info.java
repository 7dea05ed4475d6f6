/**
 * Our own driver over JMH's runner: which forks to run, in which order, and what becomes of their results.
 *
 * <p>JMH alone measures benchmark by benchmark, so that a machine which drifts looks like a difference between backends. Here
 * every fork is a JMH run of its own; a round holds each (case, backend) once, and rounds follow one another.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>the order depends on plan, order and seed alone;
 *   <li>what a fork measured is on disk a few seconds later, and each file is either the old one or the new one, never half
 *       of one;
 *   <li>{@code rawData[i]} of a case in {@code jmh.json} is the fork with {@code index} i of that case in {@code run.json};
 *   <li>a fork that fails costs its own results and nothing else;
 *   <li>only the thread that runs {@link dev.spinlab.bench.driver.Driver} writes; the shutdown hook kills and waits.
 * </ul>
 */
@NullMarked
package dev.spinlab.bench.driver;

import org.jspecify.annotations.NullMarked;
