package dev.spinlab.bench.peers;

import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.PairTest;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Something that Spinlab promises of its own cost.
 *
 * @param what is measured
 * @param against what it is compared with
 * @param limit the greatest or least value that is good
 * @param sense which of both
 * @param unit of the value
 * @param value what one round gives, from the samples of its probes by name
 */
record Bar(
        String what,
        String against,
        double limit,
        Sense sense,
        Unit unit,
        ToDoubleFunction<Map<String, Sample>> value) {
    /** Which values are good. */
    enum Sense {
        AT_MOST,
        AT_LEAST;

        boolean met(double value, double limit) {
            return this == AT_MOST ? value <= limit : value >= limit;
        }
    }

    /** What a value is. */
    enum Unit {
        /** Positive, compared by its logarithm. */
        RATIO("x"),
        NANOS(" ns"),
        BYTES(" B"),
        INDEX("");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    /** A ratio of times that may not be greater. */
    static Bar slower(String what, String against, double limit, String subject, String peer) {
        return new Bar(what, against, limit, Sense.AT_MOST, Unit.RATIO, ratio(subject, peer));
    }

    /** A ratio of rates that may not be less. */
    static Bar faster(String what, String against, double limit, String subject, String peer) {
        return new Bar(what, against, limit, Sense.AT_LEAST, Unit.RATIO, ratio(peer, subject));
    }

    /** A difference of times that may not be greater. */
    static Bar dearer(String what, String against, double limitNanos, String subject, String peer) {
        return new Bar(
                what,
                against,
                limitNanos,
                Sense.AT_MOST,
                Unit.NANOS,
                round -> sample(round, subject).nanos() - sample(round, peer).nanos());
    }

    /** Bytes that an operation may allocate. */
    static Bar allocates(String what, String against, double limitBytes, String subject) {
        return new Bar(
                what,
                against,
                limitBytes,
                Sense.AT_MOST,
                Unit.BYTES,
                round -> sample(round, subject).bytes());
    }

    private static ToDoubleFunction<Map<String, Sample>> ratio(String one, String other) {
        return round -> sample(round, one).nanos() / sample(round, other).nanos();
    }

    static Sample sample(Map<String, Sample> round, String probe) {
        Sample found = round.get(probe);
        if (found == null) {
            throw new IllegalArgumentException("a bar asks for probe " + probe + ", which there is not");
        }
        return found;
    }

    /** The value over all rounds: of a ratio the geometric mean. */
    Interval over(List<Map<String, Sample>> rounds) {
        double[] values = rounds.stream().mapToDouble(value).toArray();
        if (unit != Unit.RATIO) {
            return ForkStatistics.mean(values);
        }
        double[] logs = rounds.stream().mapToDouble(value).map(StrictMath::log).toArray();
        return PairTest.of(PairTest.Method.T, logs).ratio(ForkStatistics.LEVEL);
    }
}
