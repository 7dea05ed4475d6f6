package dev.spinlab.bench.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/cpuinfo} says.
 *
 * @param model marketing name, null where the architecture does not print one (arm64)
 * @param processors one entry per processor block
 * @param virtual whether the CPU says that it runs under a hypervisor; null where it would not say (only x86 does)
 */
public record CpuInfo(
        @Nullable String model,
        List<Processor> processors,
        @Nullable Boolean virtual) {

    /** Copies the list. */
    public CpuInfo {
        processors = List.copyOf(processors);
    }

    /**
     * One logical CPU.
     *
     * @param id operating-system number
     * @param core core number within its socket, -1 where unknown
     * @param socket socket number, -1 where unknown
     */
    public record Processor(int id, int core, int socket) {}

    /**
     * Parses the file.
     *
     * @param text content of {@code /proc/cpuinfo}, null where there is none
     * @return what it tells
     */
    public static CpuInfo parse(@Nullable String text) {
        if (text == null) {
            return new CpuInfo(null, List.of(), null);
        }
        List<Processor> processors = new ArrayList<>();
        String model = null;
        Boolean virtual = null;
        for (String block : text.split("\\n\\s*\\n", -1)) {
            Map<String, String> fields = fields(block);
            int id = number(fields.get("processor"));
            if (id >= 0) {
                processors.add(new Processor(id, number(fields.get("core id")), number(fields.get("physical id"))));
            }
            if (model == null) {
                model = firstOf(fields, "model name", "Model", "cpu model", "Hardware");
            }
            String flags = fields.get("flags");
            if (flags != null && virtual == null) {
                virtual = (" " + flags + " ").contains(" hypervisor ");
            }
        }
        return new CpuInfo(model, processors, virtual);
    }

    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new HashMap<>();
        block.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    private static @Nullable String firstOf(Map<String, String> fields, String... keys) {
        for (String key : keys) {
            String value = fields.get(key);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static int number(@Nullable String digits) {
        return digits != null && digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
