package dev.spinlab.conformance;

import java.util.List;

/** Statements 37 to 39. */
final class NofailFacts {
    static List<Check> checks() {
        return List.of();
    }
}
