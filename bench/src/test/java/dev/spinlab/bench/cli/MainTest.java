package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.verify.Verification;
import dev.spinlab.bench.verify.Verifier;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(new PrintStream(err, true, StandardCharsets.UTF_8), args);
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate                                         | 'frobnicate'
                    run --bogus                                        | '--bogus'
                    run --backend nope                                 | --backend nope: no such backend; known: percpu-counter
                    run --backend rqspinlock,nope                      | --backend nope
                    run --workload nope                                | known: create-delete
                    run --cpus 4096                                    | --cpus 4096: this process may use
                    run --cpus two                                     | --cpus two: not a number
                    run --tasks 0                                      | --tasks 0: not a number from 1
                    run --forks 99999999999                            | --forks 99999999999: not a number
                    run --seed abc                                     | '--seed'
                    run --time 0                                       | give at least 1ms
                    run --warmup-time soon                             | write it as 250ms or 1s
                    run --order backwards                              | known: random, listed, reversed
                    run --profile slow                                 | known: quick, full
                    run --preemption half                              | known: none, full
                    run --interrupts softirq                           | known: none, hardirq, nmi
                    run --interrupts nmi --workload create-delete      | has no interrupt handler
                    run --interrupts none --workload interrupted-nothing | is about interrupts
                    run --period 5us                                   | --period 5us: no such value; known: stepped, 20 to 1000
                    run --spacing random                               | --spacing random: no such value; known: fixed, exponential
                    run --period 100us --workload create-delete        | --period 100: makes no difference to create-delete
                    run --interrupts realtime --no-pinning             | --interrupts realtime: with --no-pinning an interrupt would not stop the task
                    run --interrupts realtime --host one --workload interrupted-nothing --cpus 2 | with --host one an interrupt of one CPU would stop the others
                    run --interrupts realtime --backend reentrant-lock | reentrant-lock has Java's own locks
                    interrupts --level softirq                         | --level softirq: not understood; known: hardirq, nmi
                    interrupts --source perf                           | --source perf: not understood; known: stepped, realtime
                    interrupts --count 0                               | --count 0: not a number from 1
                    interrupts --for soon                              | --for soon: not a time
                    interrupts --period stepped                        | --period stepped: not a time
                    interrupts --period 2ms                            | --period 2ms: no such value
                    interrupts --workload create-delete                | --workload create-delete: has no interrupt handler
                    interrupts --backend nope                          | --backend nope: no such backend
                    interrupts --backend reentrant-lock                | --backend reentrant-lock: has Java's own locks
                    interrupts --cpus 4097                             | --cpus 4097: this process may use
                    run --with friends                                 | --with friends: not understood; known: controls, reference
                    run --with controls,friends                        | --with friends: not understood
                    run --latency maybe                                | known: off, on
                    run --owners mine                                  | --owners mine: no such value; known: private, shared
                    run --caller kernel                                | --caller kernel: no such value; known: program, syscall
                    run --maps 0                                       | --maps 0: no such value; known: 1 to 1000
                    run --maps 1,1001                                  | --maps 1001: no such value
                    run --map-order random                             | --map-order random: no such value; known: sequential
                    run --order interleaved                            | (of maps: --map-order)
                    run --batch many                                   | --batch many: no such value; known: 1 to 1024
                    run --value-bytes 65401                            | --value-bytes 65401: no such value
                    run --live -1                                      | --live -1: no such value
                    run --think-steps x                                | --think-steps x: no such value
                    run --arrival open                                 | --arrival open: no such value; known: closed, 1 to 10000000
                    run --neighbour yes                                | --neighbour yes: no such value; known: off, on
                    run --host two                                     | --host two: no such value; known: own, one
                    run --lock-profile v7                              | --lock-profile v7: no such value; known: current, v6_15
                    run --workload lookup-hit --batch 2                | --batch 2: makes no difference to lookup-hit; it takes
                    run --batch 3                                      | no case of the quick profile is like that
                    run --tasks 5000                                   | --tasks 5000: not a number from 1 to 4096
                    verify --backend nope                              | --backend nope: unknown backend 'nope'; known: percpu-counter
                    verify --backend reentrant-lock                    | --backend reentrant-lock: a reference is no strategy of the modelled kernel
                    verify --replay concurrent-hash-map:x:1i           | is a reference, which cannot be explored
                    verify --for soon                                  | --for soon: not a time
                    verify --for 0s                                    | --for 0s: no time at all
                    verify --threads 0                                 | --threads 0: out of range
                    verify --output /no/such/folder                    | --output /no/such/folder: not a folder that can be written to
                    verify --replay x                                  | --replay: 'x' is not of the form backend:encounter:choices
                    verify --replay rqspinlock:nothing:1i              | unknown encounter 'nothing'
                    verify --replay rqspinlock:abba/update/1:1q        | no such action: 'q'
                    peers --rounds 1                                   | --rounds 1: out of range; give 2 to 1000
                    peers --rounds 1001                                | --rounds 1001: out of range; give 2 to 1000
                    claims --seed abc                                  | '--seed'
                    claims --into /no/such/run                         | --into /no/such/run: not the folder of a run
                    claims --bogus                                     | '--bogus'
                    claims --output /proc/none                         | --output /proc/none: cannot make a folder there
                    kernel --bogus                                     | '--bogus'
                    kernel --budget soon                               | --budget soon: not a time
                    kernel --budget 0s                                 | --budget 0s: no time at all
                    kernel --budget 4s                                 | --budget 4s: too short for all cases; give at least 10s
                    verify --replay rqspinlock:abba/update/1:1n,1i     | --replay: two choices at 1
                    verify --replay rqspinlock:update+update/nmi/same/present/1-0:99999n | so this was another schedule
                    verify --replay rqspinlock:update+update/nmi/same/present/1-0:3@9 | so this was another schedule
                    verify --output /proc                              | --output /proc: not a folder that can be written to
                    report /no/such/run                                | /no/such/run: no such run directory
                    compare /no/such/run /no/such/other                | /no/such/run: no such run directory
                    compare /no/such/run                               | 'B'
                    gate                                               | no gate given: exact, timed or baseline
                    gate exact --bogus                                 | '--bogus'
                    gate replay no-such.json                           | no-such.json: no such file
                    gate replay pom.xml                                | pom.xml: not valid JSON, or cut short
                    gate calibrate --gate soon                         | --gate soon: not a time
                    gate calibrate --margin 5                          | --margin 5: not a percentage above 0
                    gate calibrate --rounds no-such.json.gz            | no-such.json.gz: no such file
                    gate calibrate --rounds pom.xml                    | pom.xml: is damaged
                    gate exact --history /proc/version/h.jsonl         | /proc/version is no folder; name a file in a folder
                    gate exact --history /proc                         | /proc: cannot be read
                    gate trend --bogus                                 | '--bogus'
                    gate trend /no/such/history.jsonl                  | /no/such/history.jsonl: no such file; let a gate append to it
                    gate trend /proc/version                           | none of its 1 lines can be read
                    gate baseline --bogus                              | '--bogus'
                    gate baseline --forks 1                            | --forks 1: out of range; give 3 to 1000
                    gate baseline --forks many                         | '--forks'
                    gate baseline --margin 0%                          | --margin 0%: not a percentage above 0
                    gate baseline --margin 51%                         | --margin 51%: more than the canary could exceed
                    gate baseline --undecided maybe                    | known: report, pass, fail
                    gate baseline --backend nope                       | --backend nope: no such backend
                    gate baseline --backend reentrant-lock             | --backend reentrant-lock: it has no row in this gate
                    gate baseline --workload nope                      | known: create-delete
                    gate baseline --accept --baseline /proc/none       | /proc/none: cannot be written
                    gate timed                                         | Missing required option
                    gate timed --base x.jar --history /proc            | /proc: cannot be read
                    gate timed --base x.jar --history h.jsonl --plant rqspinlock=5% | times with a planted slowdown are no commit's
                    gate timed --base no-such.jar                      | --base no-such.jar: no such file
                    gate timed --base no-such-commit                   | --base no-such-commit: neither a jar nor a commit
                    gate timed --base x.jar --budget soon              | --budget soon: not a time
                    gate designs --budget soon                         | --budget soon: not a time
                    gate timed --base x.jar --budget 0s                | --budget 0s: no time at all
                    gate timed --base x.jar --margin 5                 | --margin 5: not a percentage above 0
                    gate timed --base x.jar --margin 0%                | --margin 0%: not a percentage above 0
                    gate timed --base x.jar --margin 30%               | --margin 30%: more than the canary could exceed
                    gate timed --base x.jar --undecided maybe          | known: report, pass, fail
                    gate timed --base x.jar --backend nope             | --backend nope: no such backend
                    gate timed --base x.jar --backend reentrant-lock   | --backend reentrant-lock: it has no row in this gate
                    gate timed --base x.jar --workload nope            | known: create-delete
                    gate timed --base x.jar --workload recovery-aa --backend percpu-counter | it has no row in this gate
                    gate timed --base x.jar --plant rqspinlock         | --plant rqspinlock: not a percentage above 0
                    gate timed --base x.jar --plant nope=5%            | --plant nope: no such backend
                    gate timed --base x.jar --workload lock-unlock --plant llist-deferred-free=10% | it has no row in this gate
                    """)
    void badInputIsOneLineThatNamesTheThingAndTheRemedy(String arguments, String expected) {
        int exit = run(arguments.strip().split("\\s+", -1));
        assertThat(exit).isEqualTo(2);
        assertThat(error().lines()).singleElement().asString().contains(expected);
    }

    @Test
    void aReplayOfAKnownBreachFindsItAgain() {
        String lost = "unprotected-deferred-free:update+update/hardirq/same/present/1-0:29i";
        assertThat(run("verify", "--replay", lost)).isEqualTo(1);
        assertThat(run("verify", "--replay", lost.replace("unprotected", "irqsave")))
                .isEqualTo(0);
        assertThat(error()).isEmpty();
    }

    private int conclude(String backend, StringWriter out) {
        Verification nothing =
                new Verifier(List.of(Backends.byId(backend)), 1, null, 1, () -> true, line -> {}).explore();
        return VerifyCommand.conclude(new PrintWriter(out), nothing, List.of());
    }

    @Test
    void whatWasNotExploredIsNoSuccess() {
        StringWriter out = new StringWriter();
        assertThat(conclude("rqspinlock", out)).isEqualTo(3);
        assertThat(out.toString())
                .contains("not explored by every backend: recursion, other task on the CPU")
                .endsWith("0 distinct schedules, 0 violations" + System.lineSeparator());
    }

    @Test
    void aControlThatIsNotFoundOutMakesTheVerificationFail() {
        StringWriter out = new StringWriter();
        assertThat(conclude("raw-spinlock-unguarded", out)).isEqualTo(1);
        assertThat(out.toString()).contains("the control raw-spinlock-unguarded was not found out");
    }

    @Test
    void aVerificationLeavesTheMatrixInItsFolderAndNamesEachBackendOnce(@TempDir Path home) throws IOException {
        String twice = "rqspinlock,rqspinlock";
        assertThat(run("verify", "--backend", twice, "--for", "1s", "--output", home.toString()))
                .isEqualTo(3);
        assertThat(home.resolve("verdict-matrix.json")).exists();
        assertThat(home.resolve("verdict-matrix.png")).exists();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
        assertThat(VerdictMatrixFile.read(home).rows()).hasSize(1);
    }

    @Test
    void aBackendThatCannotBeLoadedIsOneLine(@TempDir Path home) throws IOException {
        Path services = Files.createDirectories(home.resolve("META-INF/services"));
        Files.writeString(services.resolve(StorageBackend.class.getName()), "no.such.Backend");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {home.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertThat(run("verify", "--backend", "rqspinlock")).isEqualTo(2);
            assertThat(run("list")).isEqualTo(2);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(error().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("a backend cannot be loaded") && line.contains("no.such.Backend"));
    }

    @Test
    void noCommandIsBadUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(error().lines()).singleElement().asString().contains("--help");
    }

    @Test
    void anOutputFolderThatIsAFileIsNamed(@TempDir Path home) throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThat(run("run", "--cpus", "1", "--output", file.toString())).isEqualTo(2);
        assertThat(error().lines()).singleElement().asString().contains(file.toString(), "it is a file");
    }

    @Test
    void helpAndDryRunAreGood() {
        // What the parser complains of, such as a text that it takes for a format, it writes there.
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertHelpAndDryRunAreGood();
        } finally {
            System.setErr(before);
        }
    }

    private void assertHelpAndDryRunAreGood() {
        for (String[] args : new String[][] {
            {"--help"},
            {"--version"},
            {"run", "--help"},
            {"report", "--help"},
            {"compare", "--help"},
            {"claims", "--help"},
            {"gate", "--help"},
            {"gate", "exact", "--help"},
            {"gate", "timed", "--help"},
            {"gate", "trend", "--help"},
            {"kernel", "--help"},
            {"list", "--help"},
            {"doctor", "--help"},
            {"jmh", "--help"},
            {"gate", "baseline", "--help"},
            {"interrupts", "--help"},
            {"peers", "--help"},
            {"verify", "--help"},
            {"gate", "calibrate", "--help"},
            {"gate", "designs", "--help"},
            {"gate", "prove", "--help"},
            {"list"},
            {"run", "--dry-run"},
            {"run", "--dry-run", "--interrupts", "realtime"},
            {"run", "--dry-run", "--interrupts", "realtime,nmi", "--period", "1ms", "--spacing", "exponential"},
            {"run", "--dry-run", "--with", "controls,reference"},
            {"run", "--dry-run", "--with", "reference"}
        }) {
            assertThat(run(args)).isZero();
        }
        assertThat(error()).isEmpty();
    }

    private String printed(String... args) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(args)).isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theListHasEveryWorkloadWithItsQuestionAndParameters() {
        String list = printed("list");
        for (Workload workload : Workload.values()) {
            assertThat(list).contains("  " + workload.id() + " ").contains(workload.question());
        }
        for (Dimension dimension : Dimension.values()) {
            assertThat(list).contains(dimension.option()).contains(dimension.meaning());
        }
        assertThat(list).contains("plainly: 1 CPU x 32 tasks, preemption full, --caller syscall");
    }

    @Test
    void moreModelledCpusThanThereAreFitOnOneHost() {
        assertThat(printed("run", "--dry-run", "--workload", "lock-unlock", "--cpus", "8", "--host", "one"))
                .contains("case: lock-unlock, 8 CPUs x 1 task, preemption full, host=one x 2 backends")
                .contains("about ");
    }

    @Test
    void anErrorOfOurOwnIsOneLineWithTheTraceInAFile() throws IOException {
        Errors errors = new Errors(new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(errors.failed(new IllegalStateException("two\nlines"))).isEqualTo(2);
        String line = error().strip();
        assertThat(line).doesNotContain("\n").startsWith("internal error: IllegalStateException: two lines");
        Path log = Path.of(line.replaceAll(".*details are in (\\S+);.*", "$1"));
        assertThat(log).content().contains("at " + MainTest.class.getName());
        Files.delete(log);
    }

    @Test
    void messagesDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(run("run", "--dry-run", "--interrupts", "hardirq")).isZero();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void plainJmhIsAskedForKnownBackendsOnly() {
        assertThatThrownBy(() -> JmhCommand.check("jmh", "-f", "1", "-p", "backend=rqspinlock,foo"))
                .hasMessageContaining("-p backend=foo")
                .hasMessageContaining("known: percpu-counter");
        assertThatCode(() -> JmhCommand.check("jmh", "-p", "backend=rqspinlock", "-p", "cpus=1"))
                .doesNotThrowAnyException();
    }
}
