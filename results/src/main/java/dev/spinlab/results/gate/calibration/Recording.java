package dev.spinlab.results.gate.calibration;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.GateData;
import java.util.List;

/**
 * Rounds that were measured on one machine.
 *
 * @param machine the machine
 * @param roundSeconds mean wall time of a round of all rows and controls
 * @param alike rounds of a build against itself, with the rules of the gates to be drawn from them
 * @param planted rounds of the build against itself with planted slowdowns
 */
public record Recording(Fingerprint machine, double roundSeconds, GateData alike, List<Planted> planted) {
    /** Copies the list and rejects what gates cannot be drawn from. */
    public Recording {
        requireNonNull(machine, "machine");
        planted = List.copyOf(planted);
        if (!(roundSeconds > 0 && roundSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a round cannot take " + roundSeconds + " s");
        }
        if (alike.blocks().stream().noneMatch(block -> block.versus() == Arm.HEAD)) {
            throw new IllegalArgumentException("there is no round of the build against itself");
        }
    }

    /**
     * Blocks with a planted slowdown.
     *
     * @param slowdown share of extra work of arm HEAD, for example 0.1
     * @param blocks what was measured
     */
    public record Planted(double slowdown, List<Block> blocks) {
        /** Copies the list. */
        public Planted {
            blocks = List.copyOf(blocks);
        }
    }

    /** The same without the folders of the jars, for a file that is committed. */
    Recording withoutFolders() {
        return new Recording(machine, roundSeconds, alike.withoutFolders(), planted);
    }

    /**
     * Rounds of the build against itself.
     *
     * @return their number
     */
    public int rounds() {
        return (int) alike.blocks().stream().mapToInt(Block::round).distinct().count();
    }
}
