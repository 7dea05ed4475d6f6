package dev.spinlab.bench.driver;

/**
 * A backend, as far as planning and listing need it.
 *
 * @param id name used on command lines and in results
 * @param description one line
 * @param control whether it is broken on purpose and runs on request only
 */
public record BackendInfo(String id, String description, boolean control) {}
