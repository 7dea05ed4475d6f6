package dev.spinlab.bench.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The examples for CI, and the README's commands about gates, say only what the command line and the build know. */
class CiExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GITHUB = ROOT.resolve("scripts/ci/github-actions.yml");
    private static final Path GITLAB = ROOT.resolve("scripts/ci/gitlab-ci.yml");
    private static final String JAR = "java -jar bench/target/benchmarks.jar ";

    /** What ends a command within a line of shell. */
    private static final Pattern END = Pattern.compile("\\s*(\\|\\|?|&&|;|>|\\s#).*");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern PROFILE =
            Pattern.compile("<profile>(?:\\s|<!--.*?-->)*<id>([^<]+)</id>", Pattern.DOTALL);

    private static final Set<String> MAVEN_FLAGS = Set.of("-B", "-q", "-o", "-am", "-ntp");
    private static final Set<String> PHASES = Set.of("compile", "test", "package", "verify", "clean");
    private static final Set<String> MAVEN_PROPERTIES = Set.of("skipTests", "maven.test.skip");

    private static Object yaml(Path file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
    }

    private static Object at(Object tree, Object... keys) {
        Object found = tree;
        for (Object key : keys) {
            Object next = found instanceof List<?> list ? list.get((Integer) key) : ((Map<?, ?>) found).get(key);
            found = requireNonNull(next, "nothing at " + key);
        }
        return found;
    }

    /** Every line of every text in a tree. */
    private static void lines(Object tree, List<String> lines) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> lines(value, lines));
        } else if (tree instanceof List<?> list) {
            list.forEach(value -> lines(value, lines));
        } else if (tree instanceof String text) {
            text.lines().map(String::strip).forEach(lines::add);
        }
    }

    private static List<String> commands(Path file, String start) throws IOException {
        List<String> lines = new ArrayList<>();
        lines(yaml(file), lines);
        return lines.stream().filter(line -> line.startsWith(start)).toList();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(END.matcher(command).replaceFirst(""));
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
        }
        return words;
    }

    /** Lets picocli parse what follows the jar. */
    private static void requireKnown(String command) {
        List<String> words = words(command.substring(JAR.length()));
        new CommandLine(new Main()).parseArgs(words.toArray(new String[0]));
    }

    private static void requireMaven(String command) throws IOException {
        List<String> words = words(command);
        StringBuilder poms = new StringBuilder();
        for (String pom : List.of("pom.xml", "results/pom.xml", "bench/pom.xml", "strategies/pom.xml")) {
            poms.append(Files.readString(ROOT.resolve(pom)));
        }
        Set<String> profiles = new HashSet<>();
        PROFILE.matcher(poms).results().forEach(found -> profiles.add(found.group(1)));
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                i++;
                for (String module : words.get(i).split(",", -1)) {
                    assertThat(ROOT.resolve(module).resolve("pom.xml")).isRegularFile();
                }
            } else if (word.startsWith("-P")) {
                assertThat(profiles).contains(word.substring(2));
            } else if (word.startsWith("-D")) {
                String property = word.substring(2).replaceFirst("=.*", "");
                assertThat(MAVEN_PROPERTIES.contains(property) || poms.indexOf("<" + property + ">") >= 0)
                        .as("property %s", property)
                        .isTrue();
            } else {
                assertThat(MAVEN_FLAGS.contains(word) || PHASES.contains(word))
                        .as("%s", word)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripts/ci/github-actions.yml", "scripts/ci/gitlab-ci.yml"})
    void everyCommandIsOneThatTheCommandLineKnows(String file) throws IOException {
        List<String> gates = commands(ROOT.resolve(file), JAR);
        assertThat(gates).hasSize(2);
        assertThat(gates.get(0)).contains("gate exact");
        assertThat(gates.get(1)).contains("gate timed", "--base");
        gates.forEach(CiExamplesTest::requireKnown);
        List<String> builds = commands(ROOT.resolve(file), "mvn ");
        assertThat(builds).isNotEmpty();
        for (String build : builds) {
            requireMaven(build);
        }
    }

    @Test
    void theCommandsOfTheReadmeAboutGatesAreKnownToo() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .map(String::strip)
                .toList();
        List<String> gates =
                lines.stream().filter(line -> line.startsWith(JAR + "gate")).toList();
        assertThat(gates).hasSizeGreaterThan(3);
        gates.forEach(CiExamplesTest::requireKnown);
        for (String line : lines) {
            if (line.startsWith("mvn ")) {
                requireMaven(line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gate timed --base X --bugdet 5m",
                "gate timed --budget 5m",
                "gate timid --base X",
                "gate exact --since X",
                "gate trend a b"
            })
    void whatTheCommandLineDoesNotKnowIsFound(String arguments) {
        assertThatThrownBy(() -> requireKnown(JAR + arguments)).isInstanceOf(CommandLine.ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn -B packge",
                "mvn -Pgaet verify",
                "mvn -Dgate.bsae=X -Pgate verify",
                "mvn -pl benhc package",
                "mvn --quite package"
            })
    void whatTheBuildDoesNotKnowIsFound(String command) {
        assertThatThrownBy(() -> requireMaven(command)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatFollowsACommandIsNoPartOfIt() {
        assertThat(words("java -jar x gate exact --history \"$A B\" > f || code=$?"))
                .containsExactly("java", "-jar", "x", "gate", "exact", "--history", "$A B");
        assertThat(words("mvn verify     # tests")).containsExactly("mvn", "verify");
    }

    @Test
    void theActionHasTheParentsOfTheMergeACacheAndKeepsWhatWasMeasured() throws IOException {
        Object tree = yaml(GITHUB);
        // YAML 1.1 takes the key "on" for true.
        assertThat(((Map<?, ?>) at(tree, true)).containsKey("pull_request")).isTrue();
        List<?> steps = (List<?>) at(tree, "jobs", "gate", "steps");
        assertThat(at(step(steps, "actions/checkout"), "with", "fetch-depth")).isEqualTo(2);
        assertThat(at(step(steps, "actions/setup-java"), "with", "java-version"))
                .isEqualTo("17");
        assertThat(at(step(steps, "actions/cache"), "with", "path")).isEqualTo("target/gate");
        assertThat(at(step(steps, "actions/upload-artifact"), "if").toString()).contains("always()");
        assertThat(at(step(steps, "actions/upload-artifact"), "with", "path").toString())
                .contains("results/runs/");
        assertThat(at(step(steps, "mikepenz/action-junit-report"), "with", "report_paths"))
                .isEqualTo("results/runs/*/gate.xml");
        assertThat(Files.readString(GITHUB)).contains("[ \"$code\" -eq 3 ]", "GITHUB_STEP_SUMMARY");
    }

    private static Object step(List<?> steps, String action) {
        return steps.stream()
                .filter(step -> ((Map<?, ?>) step).get("uses") instanceof String used && used.startsWith(action + "@"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step uses " + action));
    }

    @Test
    void theJobHasTheWholeHistoryACacheAndKeepsWhatWasMeasured() throws IOException {
        Object job = at(yaml(GITLAB), "gate");
        assertThat(at(job, "variables", "GIT_DEPTH")).isEqualTo("0");
        assertThat(at(job, "image").toString()).contains("17");
        assertThat(at(job, "cache", 1, "paths", 0)).isEqualTo("target/gate/");
        assertThat(at(job, "artifacts", "when")).isEqualTo("always");
        assertThat(at(job, "artifacts", "paths", 0)).isEqualTo("results/runs/");
        assertThat(at(job, "artifacts", "reports", "junit")).isEqualTo("results/runs/*/gate.xml");
        assertThat(at(job, "allow_failure", "exit_codes")).isEqualTo(3);
    }
}
