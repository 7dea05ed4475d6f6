package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Measures rounds; each has one fork of every probe on every JDK, in random order, so that they meet the same noise. */
final class PeersRun {
    private final List<Jvm> jvms;
    private final List<Probe> probes;
    private final Forks forks;
    private final Random random;

    /** Runs one fork. */
    @FunctionalInterface
    interface Forks {
        /** Runs it; the message of a failure is one line. */
        Sample run(Jvm jvm, Probe probe) throws ForkFailedException;
    }

    PeersRun(List<Jvm> jvms, List<Probe> probes, Forks forks, long seed) {
        this.jvms = List.copyOf(jvms);
        this.probes = List.copyOf(probes);
        this.forks = forks;
        random = new Random(seed);
    }

    private record Place(Jvm jvm, Probe probe) {}

    /**
     * Measures.
     *
     * @param rounds how many
     * @param stop tells when to stop early
     * @param out gets one line per round
     * @return by JDK, the rounds that are whole, each the samples by the names of their probes
     * @throws ForkFailedException if a fork fails for another reason than the stop; the message is one line
     */
    Map<Jvm, List<Map<String, Sample>>> run(int rounds, StopSignal stop, Consumer<String> out)
            throws ForkFailedException {
        Map<Jvm, List<Map<String, Sample>>> all = new HashMap<>();
        jvms.forEach(jvm -> all.put(jvm, new ArrayList<>()));
        for (int number = 1; number <= rounds; number++) {
            Map<Jvm, Map<String, Sample>> round = round(stop);
            if (stop.requested()) {
                break;
            }
            round.forEach((jvm, samples) ->
                    all.computeIfAbsent(jvm, any -> new ArrayList<>()).add(samples));
            out.accept("round " + number + " of " + rounds);
        }
        return all;
    }

    /** Measures one; what it gives is not whole if the stop came. */
    private Map<Jvm, Map<String, Sample>> round(StopSignal stop) throws ForkFailedException {
        Map<Jvm, Map<String, Sample>> round = new HashMap<>();
        for (Place place : order()) {
            if (stop.requested()) {
                break;
            }
            try {
                Sample sample = forks.run(place.jvm(), place.probe());
                round.computeIfAbsent(place.jvm(), any -> new HashMap<>())
                        .put(place.probe().name(), sample);
            } catch (ForkFailedException e) {
                if (!stop.requested()) {
                    throw new ForkFailedException(place.probe().name() + ": " + e.getMessage());
                }
            }
        }
        return round;
    }

    private List<Place> order() {
        List<Place> places = new ArrayList<>();
        for (Jvm jvm : jvms) {
            probes.forEach(probe -> places.add(new Place(jvm, probe)));
        }
        Collections.shuffle(places, random);
        return places;
    }
}
