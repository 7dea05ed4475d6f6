package dev.spinlab.results.gate.machine;

import dev.spinlab.results.run.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the CPUs that may be used share cores, sockets and memory nodes, without their numbers.
 *
 * <p>For example {@code 2/2+1/1, 1/2}: one node with a core of which both CPUs may be used and a core that has one CPU
 * only, and another node with a core of which one of two CPUs may be used.
 */
final class CpuShape {
    private CpuShape() {}

    static String of(Environment.Cpu cpu) {
        Map<String, Map<String, List<Environment.LogicalCpu>>> nodes = cpu.topology().stream()
                .filter(logical -> cpu.allowedCpus().contains(logical.id()))
                .collect(Collectors.groupingBy(
                        logical -> logical.socket() + "." + logical.numaNode(),
                        TreeMap::new,
                        Collectors.groupingBy(CpuShape::core, TreeMap::new, Collectors.toList())));
        return nodes.isEmpty()
                ? Fingerprint.UNKNOWN
                : nodes.values().stream()
                        .map(Map::values)
                        .map(CpuShape::node)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** CPUs whose core is not known share one if they say that they are siblings. */
    private static String core(Environment.LogicalCpu logical) {
        return logical.core() >= 0
                ? "core " + logical.core()
                : "siblings "
                        + logical.siblings().stream()
                                .sorted()
                                .map(Objects::toString)
                                .toList();
    }

    private static String node(Collection<List<Environment.LogicalCpu>> cores) {
        return cores.stream()
                .map(allowed -> allowed.size() + "/" + allowed.get(0).siblings().size())
                .sorted()
                .collect(Collectors.joining("+"));
    }
}
