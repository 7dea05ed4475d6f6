package dev.spinlab.results.gate.proof;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.JsonFiles;
import dev.spinlab.results.stat.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Real gates, one after the other, of a build against itself. What a calibration draws from recorded rounds is seen here to
 * happen.
 *
 * @param schema of the file
 * @param started when it began, ISO 8601
 * @param machine the machine, in words
 * @param build digest of the jar, see {@code gate prove}
 * @param order what was asked for
 * @param gates how those that have ended did
 */
public record Proof(int schema, String started, String machine, String build, Order order, List<Gate> gates) {
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 1;

    /** Name of the file. */
    public static final String FILE = "proof.json";

    /** Copies the list. */
    public Proof {
        requireNonNull(started, "started");
        requireNonNull(machine, "machine");
        requireNonNull(build, "build");
        requireNonNull(order, "order");
        gates = List.copyOf(gates);
        if (gates.size() > order.gates()) {
            throw new IllegalArgumentException(gates.size() + " gates have ended of " + order.gates());
        }
    }

    /**
     * What was asked for.
     *
     * @param plain gates in which both arms are the same
     * @param planted gates in which one backend of the head has extra work
     * @param slowdown the share of extra work
     * @param backends those that get it, in turns
     * @param budgetSeconds what the forks of a gate may take
     * @param margin a change that does not matter, as a share
     * @param seed of the order of the gates; gate number i, from 0, has as its own seed this one plus i
     */
    public record Order(
            int plain,
            int planted,
            double slowdown,
            List<String> backends,
            long budgetSeconds,
            double margin,
            long seed) {
        /** Copies the list and rejects what no gate can be made of. */
        public Order {
            backends = List.copyOf(backends);
            if (plain < 0 || planted < 0 || plain + planted == 0) {
                throw new IllegalArgumentException(plain + " plain and " + planted + " planted gates");
            }
            if (backends.isEmpty() || !(slowdown > 0) || !(margin > 0) || budgetSeconds < 1) {
                throw new IllegalArgumentException("no backend, slowdown, margin or budget");
            }
        }

        /**
         * The number of all gates.
         *
         * @return at least 1
         */
        public int gates() {
            return plain + planted;
        }

        /**
         * What is planted in each gate: all kinds come in one random order, so that they meet the same noise.
         *
         * @return a backend, or nothing, for each gate
         */
        public List<String> plan() {
            List<String> plan = new ArrayList<>(Collections.nCopies(plain, NOTHING));
            for (int i = 0; i < planted; i++) {
                plan.add(backends.get(i % backends.size()));
            }
            Collections.shuffle(plan, new Random(seed));
            return plan;
        }
    }

    /** What is planted in a plain gate. */
    public static final String NOTHING = "";

    /**
     * A gate that has ended.
     *
     * @param planted the backend with extra work in the head, or {@link #NOTHING}
     * @param status how it ended
     * @param regressed backends that have a row that it called worse
     * @param seconds what it took
     */
    public record Gate(String planted, Status status, List<String> regressed, double seconds) {
        /** Copies the list. */
        public Gate {
            requireNonNull(planted, "planted");
            requireNonNull(status, "status");
            regressed = List.copyOf(regressed);
        }

        /**
         * Reads a verdict.
         *
         * @param planted the backend with extra work in the head, or {@link #NOTHING}
         * @param verdict on the gate
         * @param seconds what it took
         * @return the gate
         */
        public static Gate of(String planted, GateVerdict verdict, double seconds) {
            List<String> regressed = verdict.rows(Arm.HEAD).stream()
                    .filter(row -> row.gated() && row.outcome().red())
                    .map(row -> row.row().backend())
                    .distinct()
                    .sorted()
                    .toList();
            return new Gate(planted, verdict.status(), regressed, seconds);
        }

        boolean plain() {
            return planted.equals(NOTHING);
        }

        /** Whether it found what was planted, and blamed nothing else. */
        boolean right() {
            return status == Status.REGRESSED && regressed.equals(List.of(planted));
        }
    }

    /**
     * Plain gates that ended red.
     *
     * @return of all plain gates
     * @throws IllegalArgumentException if there was none
     */
    public Rate falseAlarms() {
        return rate(true, Status.REGRESSED);
    }

    /**
     * Planted gates that ended red with the planted backend named and no other.
     *
     * @return of all planted gates
     * @throws IllegalArgumentException if there was none
     */
    public Rate found() {
        return new Rate(
                (int) gates.stream()
                        .filter(gate -> !gate.plain() && gate.right())
                        .count(),
                count(false));
    }

    /**
     * How gates ended.
     *
     * @param plain whether plain ones are asked for, or planted ones
     * @param status the end
     * @return of all gates of that kind
     * @throws IllegalArgumentException if there was none
     */
    public Rate rate(boolean plain, Status status) {
        long hits = gates.stream()
                .filter(gate -> gate.plain() == plain && gate.status() == status)
                .count();
        return new Rate((int) hits, count(plain));
    }

    /**
     * The number of gates of a kind that have ended.
     *
     * @param plain whether plain ones are asked for, or planted ones
     * @return 0 or more
     */
    public int count(boolean plain) {
        return (int) gates.stream().filter(gate -> gate.plain() == plain).count();
    }

    /**
     * The same with one more gate.
     *
     * @param gate that has ended
     * @return all
     */
    public Proof with(Gate gate) {
        List<Gate> more = new ArrayList<>(gates);
        more.add(gate);
        return new Proof(schema, started, machine, build, order, more);
    }

    /**
     * Reads what an earlier process wrote.
     *
     * @param folder where it is
     * @return it
     * @throws dev.spinlab.results.run.BadRunException if it is missing, damaged or of another schema; the message is one line
     */
    public static Proof read(Path folder) {
        return JsonFiles.readRecord(folder.resolve(FILE), Proof.class, SCHEMA);
    }

    /**
     * Whether a folder holds one.
     *
     * @param folder the folder
     * @return true if so
     */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }
}
