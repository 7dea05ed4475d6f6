package dev.spinlab.results.matrix;

import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.measure.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What the verdicts are called where people read them. */
public final class Phrases {
    private Phrases() {}

    /**
     * What a cell says.
     *
     * @param cell the cell
     * @return a phrase each, never empty
     */
    public static List<String> of(Cell cell) {
        List<String> phrases = new ArrayList<>();
        switch (cell.verdict()) {
            case Cell.BREAKS -> {
                phrases.addAll(breaches(cell));
                if (!cell.codes().isEmpty()) {
                    phrases.add("refuses");
                    phrases.addAll(cell.codes());
                }
            }
            case Cell.REFUSES -> {
                phrases.add("refuses");
                phrases.addAll(cell.codes());
            }
            case Cell.NOT_RUN -> phrases.add("not run");
            default -> phrases.add("works");
        }
        return phrases;
    }

    /** What a cell that breaks does, a phrase each; never empty. */
    static List<String> breaches(Cell cell) {
        return cell.breaches().isEmpty()
                ? List.of("breaks")
                : cell.breaches().stream().map(Phrases::verb).toList();
    }

    /** How much was explored, in one line. */
    static String effort(VerdictMatrix matrix) {
        return Numbers.count((double) matrix.schedules()) + " schedules explored, "
                + Numbers.count((double) matrix.distinct())
                + " of them distinct; seed " + matrix.seed() + "; " + Numbers.time(matrix.seconds() * 1e9) + " on "
                + matrix.jvm();
    }

    /** Turns what was found into what the backend does; what is not known here stays as it is. */
    private static String verb(String breach) {
        return switch (breach) {
            case "lost" -> "loses";
            case "leaked" -> "leaks";
            case "freed twice" -> "frees twice";
            case "used after free" -> "uses after free";
            case "deadlock" -> "deadlocks";
            case "list damaged" -> "damages list";
            case "charge left" -> "leaves charge";
            case "busy counter left" -> "leaves busy counter";
            case "two holders" -> "lets two hold";
            case "thrown" -> "throws";
            default -> breach;
        };
    }
}
