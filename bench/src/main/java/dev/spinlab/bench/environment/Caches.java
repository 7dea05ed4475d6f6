package dev.spinlab.bench.environment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caches of CPUs, from {@code /sys}. */
final class Caches {
    /** No CPU has more. */
    private static final int LIMIT = 16;

    private Caches() {}

    /** The kinds of CPUs by their caches, without numbers of CPUs; null where the machine does not tell. */
    static @Nullable String describe(SystemFiles files, List<Integer> cpus) {
        List<String> kinds = cpus.stream()
                .map(cpu -> ofCpu(files, cpu))
                .filter(caches -> !caches.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return kinds.isEmpty() ? null : String.join("; ", kinds);
    }

    private static String ofCpu(SystemFiles files, int cpu) {
        List<String> caches = new ArrayList<>();
        for (int index = 0; index < LIMIT; index++) {
            String root = "/sys/devices/system/cpu/cpu" + cpu + "/cache/index" + index + "/";
            String size = files.line(root + "size");
            if (size == null) {
                break;
            }
            int sharing = CpuList.parse(files.read(root + "shared_cpu_list")).size();
            caches.add("L" + files.line(root + "level") + " " + files.line(root + "type") + " " + size + "/" + sharing);
        }
        return String.join(", ", caches);
    }
}
