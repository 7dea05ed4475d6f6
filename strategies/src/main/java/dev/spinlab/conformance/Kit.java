package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import java.util.ArrayList;
import java.util.List;

/** All checks: 27 scenarios and 50 statements. */
public final class Kit {
    private Kit() {}

    /** Returns all checks, scenarios first, each group in the order of its numbers. */
    public static List<Check> checks() {
        List<Check> all = new ArrayList<>();
        all.addAll(StorageScenarios.checks());
        all.addAll(LockScenarios.checks());
        all.addAll(LockFacts.checks());
        all.addAll(StorageFacts.checks());
        all.addAll(ReclaimFacts.checks());
        return all;
    }

    /** Returns the checks that do not depend on a backend. */
    public static List<Check> ofLocks() {
        return checks().stream()
                .filter(check -> check.applies() == Applies.LOCKS)
                .toList();
    }

    /** Returns the checks that apply to {@code backend}, without those of {@link #ofLocks}. */
    public static List<Check> of(StorageBackend backend) {
        Capabilities capabilities = Capabilities.of(backend);
        return checks().stream()
                .filter(check ->
                        check.applies() != Applies.LOCKS && check.applies().to(capabilities))
                .toList();
    }

    /** Returns the checks that do not apply to {@code backend}. */
    public static List<Check> skipped(StorageBackend backend) {
        Capabilities capabilities = Capabilities.of(backend);
        return checks().stream()
                .filter(check -> !check.applies().to(capabilities))
                .toList();
    }
}
