package dev.spinlab.bench.environment;

import dev.spinlab.results.run.Environment.LogicalCpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the logical CPUs sit: from {@code /sys}, and where that is missing from {@code /proc/cpuinfo}. */
public final class Topology {
    private static final String CPU_ROOT = "/sys/devices/system/cpu/";
    private static final String NODE_ROOT = "/sys/devices/system/node/";

    private Topology() {}

    /**
     * Reads the topology.
     *
     * @param files the kernel's files
     * @param info the parsed {@code /proc/cpuinfo}, the source of last resort
     * @return one entry per online CPU, ascending; empty where neither source exists
     */
    public static List<LogicalCpu> read(SystemFiles files, CpuInfo info) {
        List<Integer> online = CpuList.parse(files.read(CPU_ROOT + "online"));
        if (online.isEmpty()) {
            online = info.processors().stream()
                    .map(CpuInfo.Processor::id)
                    .sorted()
                    .toList();
        }
        List<List<Integer>> nodes = new ArrayList<>();
        List<Integer> nodeIds = CpuList.parse(files.read(NODE_ROOT + "online"));
        for (int node : nodeIds) {
            nodes.add(CpuList.parse(files.read(NODE_ROOT + "node" + node + "/cpulist")));
        }
        List<LogicalCpu> cpus = new ArrayList<>();
        for (int id : online) {
            cpus.add(cpu(files, info, id, nodeOf(id, nodeIds, nodes)));
        }
        return cpus;
    }

    private static LogicalCpu cpu(SystemFiles files, CpuInfo info, int id, int node) {
        String root = CPU_ROOT + "cpu" + id + "/topology/";
        int core = number(files.line(root + "core_id"));
        int socket = number(files.line(root + "physical_package_id"));
        List<Integer> siblings = CpuList.parse(files.read(root + "thread_siblings_list"));
        CpuInfo.Processor self = processor(info, id);
        if (self != null) {
            core = core >= 0 ? core : self.core();
            socket = socket >= 0 ? socket : self.socket();
            siblings = siblings.isEmpty() ? siblings(info, self) : siblings;
        }
        return new LogicalCpu(id, core, socket, node, siblings.isEmpty() ? List.of(id) : siblings);
    }

    private static int nodeOf(int cpu, List<Integer> ids, List<List<Integer>> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).contains(cpu)) {
                return ids.get(i);
            }
        }
        return -1;
    }

    private static CpuInfo.@Nullable Processor processor(CpuInfo info, int id) {
        return info.processors().stream().filter(p -> p.id() == id).findFirst().orElse(null);
    }

    private static List<Integer> siblings(CpuInfo info, CpuInfo.Processor self) {
        if (self.core() < 0 || self.socket() < 0) {
            return List.of();
        }
        return info.processors().stream()
                .filter(p -> p.core() == self.core() && p.socket() == self.socket())
                .map(CpuInfo.Processor::id)
                .sorted()
                .toList();
    }

    private static int number(@Nullable String digits) {
        return digits != null && digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
