package dev.spinlab.results.gate.proof;

import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.TextTable;
import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A proof in words. */
public final class ProofText {
    private static final List<String> HEADER =
            List.of("gates", "number", "passed", "undecided", "regressed", "void", "mean time");

    private ProofText() {}

    /**
     * All that was found.
     *
     * @param proof with at least one gate
     * @return lines, each ended by a line feed
     */
    public static String of(Proof proof) {
        Proof.Order order = proof.order();
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        List<String> lines = new ArrayList<>();
        if (proof.count(true) > 0) {
            rows.add(row(proof, true, "build against itself"));
            lines.add("false alarms: " + of(proof.falseAlarms()));
        }
        if (proof.count(false) > 0) {
            String planted = Numbers.percent(order.slowdown()) + " more work";
            rows.add(row(proof, false, planted + " in one backend"));
            lines.add(planted + " found, its backend named and no other: " + of(proof.found()));
        }
        List<String> text = new ArrayList<>(TextTable.aligned(rows));
        text.addAll(lines);
        if (proof.gates().size() < order.gates()) {
            text.add("not yet measured: " + (order.gates() - proof.gates().size()) + " of " + order.gates() + " gates");
        }
        return text.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * One gate.
     *
     * @param number of the gate, from 1
     * @param gate how it ended
     * @return a line without its end
     */
    public static String line(int number, Proof.Gate gate) {
        String planted = gate.plain() ? "nothing planted" : "planted in " + gate.planted();
        String named = gate.regressed().isEmpty() ? "" : " (" + String.join(", ", gate.regressed()) + ")";
        return "gate " + number + ", " + planted + ": " + gate.status() + named + ", " + Math.round(gate.seconds())
                + " s";
    }

    private static List<String> row(Proof proof, boolean plain, String name) {
        double seconds = proof.gates().stream()
                .filter(gate -> gate.plain() == plain)
                .mapToDouble(Proof.Gate::seconds)
                .average()
                .orElseThrow();
        return List.of(
                name,
                Integer.toString(proof.count(plain)),
                hits(proof, plain, Status.PASS),
                hits(proof, plain, Status.UNDECIDED),
                hits(proof, plain, Status.REGRESSED),
                hits(proof, plain, Status.VOID),
                Math.round(seconds) + " s");
    }

    private static String hits(Proof proof, boolean plain, Status status) {
        return Integer.toString(proof.rate(plain, status).hits());
    }

    private static String of(Rate rate) {
        return rate.hits() + " of " + rate.trials() + ", " + Numbers.percent(rate.share()) + " ["
                + Numbers.percent(rate.low()) + ", " + Numbers.percent(rate.high()) + "]";
    }
}
