package dev.spinlab.bench.driver;

/**
 * A backend, as far as planning and listing need it.
 *
 * @param id name used on command lines and in results
 * @param description one line
 * @param control whether it is broken on purpose and runs on request only
 * @param reference whether it is what a Java program would use instead, and runs on request only
 * @param hasLock whether it has a lock that can be measured by itself
 * @param resilientLocks whether its locks answer a deadlock with an error instead of waiting for ever
 */
public record BackendInfo(
        String id, String description, boolean control, boolean reference, boolean hasLock, boolean resilientLocks) {}
