package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.stat.Noise;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.math3.util.MathArrays;

/**
 * Everything that a gate measured and the rules it goes by: enough to decide it again.
 *
 * @param started when it began, ISO 8601
 * @param seed of the order of the blocks, and of permutations that are drawn
 * @param settings the rules
 * @param fingerprint the machine, in words
 * @param arms where the versions come from; at least base and head
 * @param family the rows that gate, of timed metrics
 * @param blocks what was measured
 * @param failed forks of the head that gave no result
 */
public record GateData(
        String started,
        long seed,
        Settings settings,
        String fingerprint,
        Map<Arm, Source> arms,
        List<RowKey> family,
        List<Block> blocks,
        List<FailedFork> failed) {

    /** Copies the collections and rejects what does not fit together. */
    public GateData {
        requireNonNull(started, "started");
        requireNonNull(settings, "settings");
        requireNonNull(fingerprint, "fingerprint");
        Map<Arm, Source> sources = new EnumMap<>(Arm.class);
        sources.putAll(arms);
        arms = Collections.unmodifiableMap(sources);
        family = List.copyOf(family);
        blocks = List.copyOf(blocks);
        failed = List.copyOf(failed);
        for (Arm arm : List.of(Arm.BASE, Arm.HEAD)) {
            if (!arms.containsKey(arm)) {
                throw new IllegalArgumentException("arm " + arm + " is missing");
            }
        }
        if (family.isEmpty() || new HashSet<>(family).size() < family.size()) {
            throw new IllegalArgumentException("the family is empty or names a row twice");
        }
        for (RowKey row : family) {
            if (!row.metric().timed()) {
                throw new IllegalArgumentException("counts always gate, so the family must not name " + row);
            }
        }
        for (Block block : blocks) {
            if (!arms.containsKey(block.versus())) {
                throw new IllegalArgumentException(
                        "round " + block.round() + " is of arm " + block.versus() + ", whose source is missing");
            }
            requirePlanned("round " + block.round(), block.look(), settings);
        }
        for (FailedFork fork : failed) {
            requirePlanned("a failed fork of " + fork.backend(), fork.look(), settings);
        }
    }

    private static void requirePlanned(String what, int look, Settings settings) {
        if (look > settings.looks().size()) {
            throw new IllegalArgumentException(
                    what + " is of look " + look + " of " + settings.looks().size());
        }
    }

    /**
     * Where a version comes from.
     *
     * @param ref what was asked for, a git reference or a file
     * @param sha the commit, empty if it is not known
     * @param jar the file that ran
     */
    public record Source(String ref, String sha, String jar) {
        /** Rejects missing parts. */
        public Source {
            requireNonNull(ref, "ref");
            requireNonNull(sha, "sha");
            requireNonNull(jar, "jar");
        }

        private Source withoutFolder() {
            return new Source(ref.replace(jar, fileName()), sha, fileName());
        }

        private String fileName() {
            return String.valueOf(Path.of(jar).getFileName());
        }
    }

    /**
     * The same with the names of the jars only: their folders mean nothing on another machine.
     *
     * @return the gate
     */
    public GateData withoutFolders() {
        Map<Arm, Source> named = new EnumMap<>(Arm.class);
        arms.forEach((arm, source) -> named.put(arm, source.withoutFolder()));
        return new GateData(started, seed, settings, fingerprint, named, family, blocks, failed);
    }

    /**
     * The same gate with other blocks.
     *
     * @param others what was measured
     * @return the gate
     */
    public GateData withBlocks(List<Block> others) {
        return measured(others, failed);
    }

    /**
     * The same gate with other measurements.
     *
     * @param others what was measured
     * @param failures forks of the head that gave no result
     * @return the gate
     */
    public GateData measured(List<Block> others, List<FailedFork> failures) {
        return new GateData(started, seed, settings, fingerprint, arms, family, others, failures);
    }

    /**
     * The last look that has blocks.
     *
     * @return 0 before the first
     */
    public int lastLook() {
        return blocks.stream().mapToInt(Block::look).max().orElse(0);
    }

    /**
     * What the rows and controls of a row's workload together show of their noise at a look; all of them, if these are too
     * few. Workloads that do other things are disturbed by other things.
     */
    Noise noise(RowKey row, int look) {
        Noise alike = noise(row.metric(), look, block -> block.workload().equals(row.workload()));
        return alike.equals(Noise.UNKNOWN) ? noise(row.metric(), look, block -> true) : alike;
    }

    private Noise noise(Metric metric, int look, Predicate<Block> asked) {
        Map<LaneKey, double[]> pairs = new TreeMap<>();
        for (Block block : blocks) {
            if (block.look() <= look
                    && asked.test(block)
                    && block.forks().get(0).values().containsKey(metric)) {
                pairs.merge(LaneKey.of(block), block.worsenings(metric), MathArrays::concatenate);
            }
        }
        return Noise.of(List.copyOf(pairs.values()));
    }

    /** The blocks of an arm that are there at a look. */
    List<Block> blocks(Arm versus, int look) {
        return blocks.stream()
                .filter(block -> block.versus() == versus && block.look() <= look)
                .toList();
    }
}
