package dev.spinlab.explore;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import java.util.Optional;

/**
 * One recorded schedule.
 *
 * @param backend the backend
 * @param encounter the encounter
 * @param choices what was chosen
 */
public record Replay(StorageBackend backend, Encounter encounter, ChoiceList choices) {
    /** More than any recorded schedule needs: the recorded choices decide, not the bounds. */
    static final Bounds WIDE = new Bounds(1_000, 1_000);

    /**
     * Returns the one that {@link Finding#replay} wrote.
     *
     * @throws IllegalArgumentException if the text is not of the form, or names what there is not
     */
    public static Replay parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + text + "' is not of the form backend:encounter:choices");
        }
        StorageBackend backend = Backends.byId(parts[0]);
        if (backend.isReference()) {
            throw new IllegalArgumentException(parts[0] + " is a reference, which cannot be explored");
        }
        Encounter encounter = Encounters.byId(parts[1]);
        if (encounter == null) {
            throw new IllegalArgumentException("unknown encounter '" + parts[1] + "'");
        }
        return new Replay(backend, encounter, ChoiceList.parse(parts[2]));
    }

    /**
     * What a replay showed.
     *
     * @param finding what was wrong, empty if nothing
     * @param trace what each context did, in two columns
     * @param asRecorded whether every recorded choice was possible, and nothing else was chosen
     */
    public record Shown(Optional<Finding> finding, String trace, boolean asRecorded) {}

    /** Runs it. */
    public Shown run(Explorer explorer) {
        Trace[] trace = new Trace[1];
        Finding finding = explorer.replay(backend, encounter, choices, WIDE, director -> {
            trace[0] = new Trace(director);
            return trace[0];
        });
        boolean asRecorded = explorer.lastChoices().equals(choices.toString());
        return new Shown(Optional.ofNullable(finding), trace[0].text(), asRecorded);
    }
}
