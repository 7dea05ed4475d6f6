package dev.spinlab.results.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was measured on: the content of {@code environment.json}, which travels with every result.
 *
 * <p>A value that this machine does not tell is null, never a guess.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param cpu the processor
 * @param system the operating system
 * @param jvm the Java virtual machine of the forks
 * @param source the commit that was built
 * @param pinning whether the workers were really bound to their CPUs
 * @param loadAtStart load when the run began
 * @param loadAtEnd load when the run ended, null while it goes on
 */
public record Environment(
        int schema,
        Cpu cpu,
        OperatingSystem system,
        Jvm jvm,
        Source source,
        Pinning pinning,
        Load loadAtStart,
        @Nullable Load loadAtEnd) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** Rejects what is missing. */
    public Environment {
        requireNonNull(cpu, "cpu");
        requireNonNull(system, "system");
        requireNonNull(jvm, "jvm");
        requireNonNull(source, "source");
        requireNonNull(pinning, "pinning");
        requireNonNull(loadAtStart, "loadAtStart");
    }

    /**
     * The processor.
     *
     * @param model marketing name
     * @param architecture as the operating system names it, for example {@code amd64}
     * @param logicalCpus CPUs that are online
     * @param allowedCpus CPUs that this process may use, ascending
     * @param topology one entry per online CPU
     * @param governor frequency governor of the first allowed CPU
     * @param boost whether frequency boost is on
     * @param hypervisor vendor of the hypervisor, null on bare metal or where unknown
     */
    public record Cpu(
            @Nullable String model,
            String architecture,
            int logicalCpus,
            List<Integer> allowedCpus,
            List<LogicalCpu> topology,
            @Nullable String governor,
            @Nullable Boolean boost,
            @Nullable String hypervisor) {
        /** Copies the lists. */
        public Cpu {
            requireNonNull(architecture, "architecture");
            allowedCpus = List.copyOf(allowedCpus);
            topology = List.copyOf(topology);
        }
    }

    /**
     * Where one logical CPU sits.
     *
     * @param id operating-system number
     * @param core core number within its socket, -1 where unknown
     * @param socket socket number, -1 where unknown
     * @param numaNode NUMA node, -1 where unknown
     * @param siblings logical CPUs of the same core, this one included, ascending
     */
    public record LogicalCpu(int id, int core, int socket, int numaNode, List<Integer> siblings) {
        /** Copies the list. */
        public LogicalCpu {
            siblings = List.copyOf(siblings);
        }
    }

    /**
     * The operating system.
     *
     * @param name for example {@code Linux}
     * @param release kernel release
     * @param preemption the kernel's preemption model, as read from it
     * @param commandLine kernel parameters that bear on timing (isolcpus, nohz_full, mitigations…), empty if none
     */
    public record OperatingSystem(
            String name, String release, @Nullable String preemption, List<String> commandLine) {
        /** Copies the list. */
        public OperatingSystem {
            requireNonNull(name, "name");
            requireNonNull(release, "release");
            commandLine = List.copyOf(commandLine);
        }
    }

    /**
     * The Java virtual machine of the forks.
     *
     * @param vendor vendor
     * @param name VM name
     * @param version runtime version
     * @param flags JVM flags given to every fork, in order
     * @param assertions whether {@code assert} was on in the forks
     */
    public record Jvm(String vendor, String name, String version, List<String> flags, boolean assertions) {
        /** Copies the list. */
        public Jvm {
            requireNonNull(vendor, "vendor");
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            flags = List.copyOf(flags);
        }
    }

    /**
     * The commit that was built.
     *
     * @param commit full hash, null outside a checkout
     * @param dirty whether the work tree differed from it
     */
    public record Source(@Nullable String commit, @Nullable Boolean dirty) {}

    /**
     * Whether the workers were bound to their CPUs.
     *
     * @param requested whether pinning was asked for
     * @param pinnedTasks workers whose mask, read back, was the one asked for
     * @param tasks workers in all, over all forks
     * @param reason why some were not pinned, null when all were
     */
    public record Pinning(
            boolean requested,
            int pinnedTasks,
            int tasks,
            @Nullable String reason) {}

    /**
     * Load at one moment.
     *
     * @param at ISO-8601 instant
     * @param oneMinute run-queue average over a minute, null where unknown
     * @param stealPercent share of CPU time taken by the hypervisor since boot, in percent, null where unknown
     */
    public record Load(
            String at, @Nullable Double oneMinute, @Nullable Double stealPercent) {
        /** Rejects what is missing. */
        public Load {
            requireNonNull(at, "at");
        }
    }
}
