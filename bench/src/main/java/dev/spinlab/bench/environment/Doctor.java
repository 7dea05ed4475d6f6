package dev.spinlab.bench.environment;

import dev.spinlab.bench.environment.Finding.Severity;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.Environment.LogicalCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Examines the machine and says what each finding means for results. */
public final class Doctor {
    private static final double MUCH_STEAL_PERCENT = 10;
    private static final double SOME_STEAL_PERCENT = 1;
    private static final long COARSE_TIMER_NANOS = 10_000;

    private final SystemFiles files;
    private final EnvironmentReader reader;
    private final PinningProbe probe;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Makes a doctor.
     *
     * @param files the kernel's files
     * @param reader reads the environment from them
     * @param probe tries to pin
     */
    public Doctor(SystemFiles files, EnvironmentReader reader, PinningProbe probe) {
        this.files = files;
        this.reader = reader;
        this.probe = probe;
    }

    /**
     * Examines; takes about a second.
     *
     * @return the findings, in the order to print them
     * @throws InterruptedException if interrupted while measuring
     */
    public List<Finding> examine() throws InterruptedException {
        findings.clear();
        KernelStat before = KernelStat.parse(files.read("/proc/stat"));
        Environment.Cpu cpu = reader.cpu();
        Environment.OperatingSystem system = reader.system();
        processor(cpu);
        operatingSystem(system, cpu.hypervisor());
        pinning(cpu);
        frequency(cpu);
        jvm();
        privileges();
        TimerCost timer = TimerCost.measure();
        boolean coarse = timer.resolutionNanos() > COARSE_TIMER_NANOS;
        add(
                "timer",
                format("System.nanoTime costs %.0f ns, steps of %d ns", timer.nanosPerCall(), timer.resolutionNanos()),
                coarse
                        ? "too coarse to time single operations"
                        : "a latency trial pays two readings per operation; goodput trials pay none",
                coarse ? Severity.VOID : Severity.GOOD);
        handOver(cpu);
        load(before, cpu.allowedCpus().size());
        return List.copyOf(findings);
    }

    private void processor(Environment.Cpu cpu) {
        String model = cpu.model() == null ? cpu.architecture() : cpu.model() + ", " + cpu.architecture();
        List<LogicalCpu> usable = cpu.topology().stream()
                .filter(c -> cpu.allowedCpus().contains(c.id()))
                .toList();
        boolean smt = usable.stream()
                .anyMatch(c -> c.siblings().stream()
                        .anyMatch(s -> s != c.id() && cpu.allowedCpus().contains(s)));
        long sockets = usable.stream().map(LogicalCpu::socket).distinct().count();
        long nodes = usable.stream().map(LogicalCpu::numaNode).distinct().count();
        add(
                "processor",
                model + "; " + count(cpu.logicalCpus(), "CPU") + " online, "
                        + count(cpu.allowedCpus().size(), "CPU") + " allowed",
                cpu.allowedCpus().size() == 1
                        ? "multi-CPU cases are skipped; every case on one CPU runs"
                        : "cases on 1, 2 and all allowed CPUs can run",
                cpu.allowedCpus().size() == 1 ? Severity.NOTE : Severity.GOOD);
        if (!usable.isEmpty()) {
            boolean spread = smt || sockets > 1 || nodes > 1;
            add(
                    "topology",
                    count(sockets, "socket") + ", " + count(nodes, "NUMA node") + ", "
                            + (smt ? "CPUs share cores (SMT)" : "one CPU per core"),
                    spread
                            ? "multi-CPU rows depend on which CPUs are used; compare only rows of one machine"
                            : "all CPUs are alike",
                    spread ? Severity.NOTE : Severity.GOOD);
        }
        String quota = files.line("/sys/fs/cgroup/cpu.max");
        if (quota != null && !quota.startsWith("max")) {
            add("CPU quota", quota, "the container is stopped when it is used up; times will jump", Severity.NOTE);
        }
    }

    private void operatingSystem(Environment.OperatingSystem system, @Nullable String hypervisor) {
        String preemption = system.preemption();
        add(
                "kernel",
                system.name() + " " + system.release() + ", preemption "
                        + (preemption == null ? "unknown" : preemption),
                "the model brings its own preemption; the kernel's adds noise only",
                Severity.GOOD);
        if (!system.commandLine().isEmpty()) {
            add(
                    "boot parameters",
                    String.join(" ", system.commandLine()),
                    "recorded, since they move times",
                    Severity.GOOD);
        }
        if (hypervisor != null) {
            add(
                    "hypervisor",
                    hypervisor,
                    "neighbours can slow a fork down; trust ratios and counts before times",
                    Severity.NOTE);
        }
    }

    private void pinning(Environment.Cpu cpu) throws InterruptedException {
        AtomicReference<@Nullable String> problem = new AtomicReference<>();
        Thread trial = new Thread(() -> problem.set(firstProblem(cpu.allowedCpus())), "spinlab-doctor-pin");
        trial.setDaemon(true);
        trial.start();
        trial.join();
        String reason = problem.get();
        add(
                "pinning",
                reason == null ? "works on every allowed CPU, mask read back" : "does not work: " + reason,
                reason == null
                        ? "tasks of one modelled CPU really share a CPU"
                        : "runs go unpinned: the scheduler moves tasks, and the result says so",
                reason == null ? Severity.GOOD : Severity.NOTE);
    }

    private @Nullable String firstProblem(List<Integer> cpus) {
        for (int cpu : cpus) {
            String problem = probe.pin(cpu);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private void frequency(Environment.Cpu cpu) {
        String governor = cpu.governor();
        if (governor == null) {
            add("governor", "not readable", "frequency changes, if any, go unseen", Severity.NOTE);
        } else {
            boolean steady = governor.equals("performance");
            add(
                    "governor",
                    governor,
                    steady ? "frequency is held up" : "short forks may run before the frequency is up",
                    steady ? Severity.GOOD : Severity.NOTE);
        }
        Boolean boost = cpu.boost();
        if (boost != null) {
            add(
                    "boost",
                    boost ? "on" : "off",
                    boost ? "one busy CPU runs faster than several" : "frequency does not depend on the busy CPUs",
                    boost ? Severity.NOTE : Severity.GOOD);
        }
    }

    private void jvm() {
        String info = System.getProperty("java.vm.info", "");
        boolean interpreted = info.contains("interpreted");
        add(
                "JDK",
                System.getProperty("java.runtime.version", "unknown") + ", "
                        + System.getProperty("java.vm.name", "unknown"),
                interpreted
                        ? "started without the compiler: times would be those of the interpreter"
                        : "compare runs of one JDK only",
                interpreted ? Severity.VOID : Severity.GOOD);
    }

    private void privileges() {
        Privileges may = Privileges.read(files);
        add(
                "privileges",
                (Boolean.TRUE.equals(may.root()) ? "root" : "ordinary user") + ", CAP_SYS_NICE "
                        + word(may.sysNice()) + ", perf_event_paranoid " + orUnknown(may.perfEventParanoid())
                        + ", real-time budget " + orUnknown(may.realTimeRuntimeMicros()) + " us",
                "none is needed: workers run at normal priority and no hardware counter is read",
                Severity.GOOD);
    }

    private void handOver(Environment.Cpu cpu) throws InterruptedException {
        HandOverCost cost = HandOverCost.measure(probe, cpu.allowedCpus().get(0));
        if (cost == null) {
            add("hand-over", "threads made no progress", "cases with several tasks per CPU would hang", Severity.VOID);
            return;
        }
        add(
                "hand-over",
                format(
                        "%.1f us per park and unpark, %s",
                        cost.nanosPerHandOver() / 1000,
                        cost.pinned() ? "both threads on one CPU" : "threads not pinned"),
                "the price of each context switch of the model; a 1 ms slice hides it",
                Severity.GOOD);
    }

    private void load(@Nullable KernelStat before, int cpus) {
        Environment.Load load = reader.load();
        Double average = load.oneMinute();
        if (average != null) {
            boolean busy = average > cpus / 2.0;
            add(
                    "load",
                    format("%.2f over a minute, %d CPUs", average, cpus),
                    busy ? "other programs compete for the CPUs; wait, or expect wide intervals" : "quiet",
                    busy ? Severity.NOTE : Severity.GOOD);
        }
        KernelStat after = KernelStat.parse(files.read("/proc/stat"));
        if (before == null || after == null) {
            return;
        }
        Double now = after.since(before).stealPercent();
        Double sinceBoot = after.stealPercent();
        if (now == null || sinceBoot == null) {
            return;
        }
        Severity severity =
                now > MUCH_STEAL_PERCENT ? Severity.VOID : now > SOME_STEAL_PERCENT ? Severity.NOTE : Severity.GOOD;
        add(
                "steal",
                format("%.1f %% during this check, %.1f %% since boot", now, sinceBoot),
                switch (severity) {
                    case GOOD -> "the hypervisor leaves the CPUs alone";
                    case NOTE -> "the hypervisor takes CPUs away now and then; use more forks";
                    case VOID -> "the hypervisor takes too much: times would be its, not the locks'";
                },
                severity);
    }

    private void add(String subject, String value, String meaning, Severity severity) {
        findings.add(new Finding(subject, value, meaning, severity));
    }

    private static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String word(@Nullable Boolean fact) {
        return fact == null ? "unknown" : fact ? "yes" : "no";
    }

    private static String orUnknown(@Nullable Integer number) {
        return number == null ? "unknown" : number.toString();
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
