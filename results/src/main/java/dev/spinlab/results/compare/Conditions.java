package dev.spinlab.results.compare;

import dev.spinlab.results.run.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What two runs were measured on, compared: whatever else than the code may have made the difference. */
final class Conditions {
    private Conditions() {}

    /** One line that names each difference with both values, empty if there is none. */
    static String differences(Environment before, Environment after) {
        List<String> found = new ArrayList<>();
        Environment.Cpu a = before.cpu();
        Environment.Cpu b = after.cpu();
        add(found, "processor", a.model(), b.model());
        add(found, "architecture", a.architecture(), b.architecture());
        add(found, "usable CPUs", a.allowedCpus().size(), b.allowedCpus().size());
        add(found, "hypervisor", a.hypervisor(), b.hypervisor());
        add(found, "governor", a.governor(), b.governor());
        add(found, "boost", a.boost(), b.boost());
        add(found, "kernel", before.system().release(), after.system().release());
        add(
                found,
                "preemption model",
                before.system().preemption(),
                after.system().preemption());
        add(
                found,
                "kernel parameters",
                before.system().commandLine(),
                after.system().commandLine());
        add(found, "Java", before.jvm().version(), after.jvm().version());
        add(found, "flags of the forks", before.jvm().flags(), after.jvm().flags());
        add(found, "assertions", before.jvm().assertions(), after.jvm().assertions());
        add(found, "all tasks pinned", pinned(before), pinned(after));
        return String.join("; ", found);
    }

    private static boolean pinned(Environment environment) {
        return environment.pinning().requested()
                && environment.pinning().pinnedTasks() == environment.pinning().tasks();
    }

    private static void add(List<String> found, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(name + " " + orUnknown(before) + " against " + orUnknown(after));
        }
    }

    private static String orUnknown(@Nullable Object value) {
        return value == null ? "unknown" : value.toString();
    }
}
