package dev.spinlab.bench.environment;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.run.Environment;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the machine: everything in {@code environment.json} but the pinning, which only a run can tell. */
public final class EnvironmentReader {
    private final SystemFiles files;
    private final Clock clock;

    /**
     * Makes a reader.
     *
     * @param files the kernel's files
     * @param clock what stamps the load with its time
     */
    public EnvironmentReader(SystemFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * A reader of the machine that this JVM runs on.
     *
     * @return the reader
     */
    public static EnvironmentReader ofThisMachine() {
        return new EnvironmentReader(SystemFiles.ofThisMachine(), Clock.systemUTC());
    }

    /**
     * Reads the processor.
     *
     * @return model, topology, allowed CPUs, governor, boost, hypervisor
     */
    public Environment.Cpu cpu() {
        CpuInfo info = CpuInfo.parse(files.read("/proc/cpuinfo"));
        List<Environment.LogicalCpu> topology = Topology.read(files, info);
        List<Integer> allowed = allowedCpus();
        int logical = topology.isEmpty() ? Runtime.getRuntime().availableProcessors() : topology.size();
        String first = "/sys/devices/system/cpu/cpu" + (allowed.isEmpty() ? 0 : allowed.get(0));
        return new Environment.Cpu(
                info.model(),
                System.getProperty("os.arch", "unknown"),
                logical,
                allowed,
                topology,
                files.line(first + "/cpufreq/scaling_governor"),
                boost(),
                Hypervisor.find(files, info));
    }

    /**
     * Reads the caches of the CPUs that this process may use.
     *
     * @return the kinds of CPUs, with level, type and size of each cache and how many CPUs share it, for example {@code L1 Data
     *     32K/1, L2 Unified 1024K/1, L3 Unified 32768K/2}; null where unknown
     */
    public @Nullable String caches() {
        return Caches.describe(files, allowedCpus());
    }

    /**
     * The CPUs that this process may use.
     *
     * @return their numbers, ascending, at least one
     */
    public List<Integer> allowedCpus() {
        String status = files.read("/proc/self/status");
        List<Integer> allowed = status == null
                ? List.of()
                : CpuList.parse(status.lines()
                        .filter(line -> line.startsWith("Cpus_allowed_list:"))
                        .map(line -> line.substring(line.indexOf(':') + 1))
                        .findFirst()
                        .orElse(null));
        return allowed.isEmpty()
                ? IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .boxed()
                        .toList()
                : allowed;
    }

    /**
     * Reads the operating system.
     *
     * @return name, release, preemption model, boot parameters that bear on timing
     */
    public Environment.OperatingSystem system() {
        String release = files.line("/proc/sys/kernel/osrelease");
        if (release == null) {
            release = System.getProperty("os.version", "unknown");
        }
        String commandLine = files.read("/proc/cmdline");
        String config = files.read("/boot/config-" + release);
        if (config == null) {
            config = files.read("/proc/config.gz");
        }
        return new Environment.OperatingSystem(
                System.getProperty("os.name", "unknown"),
                release,
                PreemptionModel.describe(
                        files.read("/sys/kernel/debug/sched/preempt"),
                        files.line("/proc/sys/kernel/version"),
                        commandLine,
                        config),
                KernelCommandLine.timing(commandLine));
    }

    /**
     * Whether memory can be had in transparent huge pages by those who ask for them.
     *
     * @return false where they are switched off or unknown
     */
    public boolean hugePages() {
        String modes = files.line("/sys/kernel/mm/transparent_hugepage/enabled");
        return modes != null && (modes.contains("[madvise]") || modes.contains("[always]"));
    }

    /**
     * Describes the JVM, which is that of the forks too.
     *
     * @param flags flags given to every fork, in order
     * @param assertions whether {@code assert} is on in the forks
     * @return the record
     */
    public Environment.Jvm jvm(List<String> flags, boolean assertions) {
        return new Environment.Jvm(
                System.getProperty("java.vm.vendor", "unknown"),
                System.getProperty("java.vm.name", "unknown"),
                System.getProperty("java.runtime.version", "unknown"),
                flags,
                assertions);
    }

    /**
     * Tells this machine from others.
     *
     * @param flags flags given to every fork, in order
     * @return the fingerprint
     */
    public Fingerprint fingerprint(List<String> flags) {
        return Fingerprint.of(cpu(), caches(), system(), jvm(flags, false));
    }

    /**
     * Reads the load of this moment.
     *
     * @return run-queue average and steal
     */
    public Environment.Load load() {
        KernelStat stat = KernelStat.parse(files.read("/proc/stat"));
        return new Environment.Load(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                oneMinute(files.line("/proc/loadavg")),
                stat == null ? null : rounded(stat.stealPercent()));
    }

    private static @Nullable Double oneMinute(@Nullable String loadAverage) {
        if (loadAverage == null) {
            double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return average < 0 ? null : average;
        }
        String first = loadAverage.split("\\s+", -1)[0];
        return first.matches("\\d{1,6}(\\.\\d{1,6})?") ? Double.valueOf(first) : null;
    }

    private static @Nullable Double rounded(@Nullable Double percent) {
        return percent == null ? null : Double.valueOf(String.format(Locale.ROOT, "%.3f", percent));
    }

    private @Nullable Boolean boost() {
        String boost = files.line("/sys/devices/system/cpu/cpufreq/boost");
        if (boost != null) {
            return boost.equals("1");
        }
        String noTurbo = files.line("/sys/devices/system/cpu/intel_pstate/no_turbo");
        return noTurbo == null ? null : noTurbo.equals("0");
    }
}
