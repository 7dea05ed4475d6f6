package dev.spinlab.reclaim;

/**
 * Objects retired and not yet freed, as found by looks some thousand steps apart.
 *
 * @param peak the largest number found, in objects
 * @param mean the mean over the looks, in objects; 0 if there was none
 * @param samples number of looks
 */
public record Backlog(long peak, double mean, long samples) {}
