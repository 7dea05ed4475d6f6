package dev.spinlab.bench.driver;

import dev.spinlab.results.run.RunManifest;

/**
 * What became of a run.
 *
 * @param results what was measured
 * @param manifest the last {@code run.json}
 * @param violations what the detectors counted, over all forks
 * @param stopped whether it was interrupted
 */
public record RunOutcome(ForkResults results, RunManifest manifest, long violations, boolean stopped) {}
