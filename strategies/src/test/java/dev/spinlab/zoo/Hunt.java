package dev.spinlab.zoo;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.Check;
import dev.spinlab.conformance.Kit;
import dev.spinlab.explore.Encounter;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.ExhaustiveScheduler;
import dev.spinlab.explore.Explorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Looks for bugs where it is told to. Loaded anew with each mutated class, so it speaks in strings only. */
public final class Hunt implements UnaryOperator<String> {
    /** Bad schedules after which a hunt has shown what it can. */
    private static final int ENOUGH = 30;

    /** For the loader. */
    public Hunt() {}

    /** Returns what was found: rules or checks that do not hold, one per line; empty if all is well. */
    @Override
    public String apply(String what) {
        String[] words = what.split(" ", -1);
        StorageBackend backend = Backends.byId(words[1]);
        return words[0].equals("explore") ? explore(backend, words[2]) : check(backend, words[2]);
    }

    private static String explore(StorageBackend backend, String part) {
        Map<String, String> found = new TreeMap<>();
        int explored = 0;
        int[] bad = new int[1];
        try (Explorer explorer = new Explorer()) {
            for (Encounter encounter : encounters()) {
                if (encounter.id().contains(part) && bad[0] < ENOUGH) {
                    explored++;
                    explorer.explore(
                            backend,
                            encounter,
                            new ExhaustiveScheduler(),
                            encounter.bounds(),
                            (hash, refusals, finding) -> {
                                if (finding != null) {
                                    bad[0]++;
                                    found.putIfAbsent(finding.rule().toString(), finding.toString());
                                }
                                return bad[0] < ENOUGH;
                            });
                }
            }
        }
        if (explored == 0) {
            throw new IllegalArgumentException("no encounter is called '" + part + "'");
        }
        return String.join("\n", found.values());
    }

    private static List<Encounter> encounters() {
        List<Encounter> all = new ArrayList<>(Encounters.once());
        all.addAll(Encounters.twoCpus(1));
        all.addAll(Encounters.twoCpus(2));
        return all;
    }

    private static String check(StorageBackend backend, String id) {
        for (Check check : Kit.checks()) {
            if (check.id().equals(id)) {
                try {
                    check.run(backend);
                    return "";
                } catch (RuntimeException | Error failure) {
                    return id + ": " + failure;
                }
            }
        }
        throw new IllegalArgumentException("no check is called " + id);
    }
}
