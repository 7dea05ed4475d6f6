package dev.spinlab.bench.claims;

/**
 * What the data say of a claim.
 *
 * @param holds whether they bear it out
 * @param ours the figures behind that, for people
 */
record Judgement(boolean holds, String ours) {}
