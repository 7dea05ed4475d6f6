package dev.spinlab.results.matrix;

import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cell that breaks, ready to be listed.
 *
 * @param backend id of the backend
 * @param control whether it is a control, which is meant to break
 * @param situation heading of the column
 * @param what what the backend does, for example {@code loses, frees twice}
 * @param detail more about the first breach, null if there is nothing to say
 * @param command the command line that shows the first breach again, null if it is not known
 */
public record Break(
        String backend,
        boolean control,
        String situation,
        String what,
        @Nullable String detail,
        @Nullable String command) {

    private static final String REPLAY = "java -jar bench/target/benchmarks.jar verify --replay ";

    /**
     * The breaks of a matrix.
     *
     * @param matrix the matrix
     * @return those of compared backends first, each from left to right
     */
    public static List<Break> of(VerdictMatrix matrix) {
        List<Break> breaks = new ArrayList<>();
        Stream.concat(matrix.compared().stream(), matrix.controls().stream()).forEach(row -> add(matrix, row, breaks));
        return List.copyOf(breaks);
    }

    private static void add(VerdictMatrix matrix, Row row, List<Break> breaks) {
        for (Heading heading : matrix.columns()) {
            Cell cell = row.cell(heading.id());
            if (cell.verdict().equals(Cell.BREAKS)) {
                breaks.add(new Break(
                        row.backend(),
                        row.control(),
                        heading.title(),
                        String.join(", ", Phrases.breaches(cell)),
                        cell.detail(),
                        command(cell.replay())));
            }
        }
    }

    /** The argument is quoted, so that a shell takes it as it is. */
    private static @Nullable String command(@Nullable String replay) {
        return replay == null ? null : REPLAY + "'" + replay.replace("'", "'\\''") + "'";
    }
}
