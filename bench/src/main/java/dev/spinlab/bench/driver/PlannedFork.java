package dev.spinlab.bench.driver;

/**
 * One fork to come.
 *
 * @param trial what it measures
 * @param index its number among the forks of its trial, from 0
 */
public record PlannedFork(Trial trial, int index) {}
