package dev.spinlab.conformance;

import java.util.List;
import java.util.stream.Stream;

/** Statements 1 to 24 of kernel-facts section 6: the lock. */
final class LockFacts {
    private LockFacts() {}

    static List<Check> checks() {
        return Stream.of(
                        LockWordFacts.checks(),
                        LockEntryFacts.checks(),
                        LockDetectionFacts.checks(),
                        LockTimeFacts.checks(),
                        LockFailureFacts.checks())
                .flatMap(List::stream)
                .toList();
    }
}
