package dev.spinlab.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachesTest {
    private final Map<String, String> files = new HashMap<>();

    private void cache(int cpu, int index, String level, String type, String size, String sharing) {
        String root = "/sys/devices/system/cpu/cpu" + cpu + "/cache/index" + index + "/";
        files.put(root + "level", level + "\n");
        files.put(root + "type", type + "\n");
        files.put(root + "size", size + "\n");
        files.put(root + "shared_cpu_list", sharing + "\n");
    }

    @Test
    void cpusOfOneKindAreNamedOnce() {
        for (int cpu = 0; cpu < 2; cpu++) {
            cache(cpu, 0, "1", "Data", "32K", Integer.toString(cpu));
            cache(cpu, 1, "3", "Unified", "32768K", "0-1");
        }
        assertThat(Caches.describe(files::get, List.of(0, 1))).isEqualTo("L1 Data 32K/1, L3 Unified 32768K/2");
    }

    @Test
    void everyKindIsNamedInAnOrderThatIsNotOfTheirNumbers() {
        cache(0, 0, "1", "Data", "64K", "0");
        cache(1, 0, "1", "Data", "32K", "1");
        assertThat(Caches.describe(files::get, List.of(0, 1))).isEqualTo("L1 Data 32K/1; L1 Data 64K/1");
        assertThat(Caches.describe(files::get, List.of(0))).isEqualTo("L1 Data 64K/1");
    }

    @Test
    void whatAMachineDoesNotTellIsNull() {
        assertThat(Caches.describe(files::get, List.of(0, 1))).isNull();
    }
}
