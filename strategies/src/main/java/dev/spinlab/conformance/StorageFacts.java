package dev.spinlab.conformance;

import java.util.List;

/** Statements 25 to 40 of kernel-facts section 6: the storage. */
final class StorageFacts {
    private StorageFacts() {}

    static List<Check> checks() {
        return List.of();
    }
}
