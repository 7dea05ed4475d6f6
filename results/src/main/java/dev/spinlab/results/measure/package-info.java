/**
 * What a run measured, in the terms of the subject: cases, backends and, for each pair, the measures with intervals.
 *
 * <p>Invariants: a case is everything but the backend, so rows of one case are comparable; shares are ratios of summed
 * counts per fork; rows that time every call ({@code latency=on}) are cases of their own and never mix with the
 * others; violations are sums over everything measured, since one is already too many.
 */
@NullMarked
package dev.spinlab.results.measure;

import org.jspecify.annotations.NullMarked;
