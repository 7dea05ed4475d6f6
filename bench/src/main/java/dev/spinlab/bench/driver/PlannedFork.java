package dev.spinlab.bench.driver;

/**
 * One fork to come.
 *
 * @param trial what it measures
 * @param round its round, from 0; a round holds every trial once
 */
public record PlannedFork(Trial trial, int round) {}
