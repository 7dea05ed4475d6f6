package dev.spinlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersRunTest {
    private static final Jvm OLD = new Jvm(Path.of("old"), "17.0.1");
    private static final Jvm NEW = new Jvm(Path.of("new"), "25");
    private static final List<Probe> PROBES = List.of(probe("a"), probe("b"), probe("c"));

    private final List<String> ran = new ArrayList<>();

    private static Probe probe(String name) {
        return new Probe(name, "x.Y.run", Probe.Iterations.SHORT, List.of(), List.of());
    }

    private Sample sample(Jvm jvm, Probe probe) {
        ran.add(jvm.version() + probe.name());
        return new Sample(ran.size(), 0, 1);
    }

    @Test
    void everyRoundHasEveryProbeOnEveryJdkInAnOrderOfItsOwn() throws ForkFailedException {
        try (StopSignal stop = StopSignal.listen()) {
            Map<Jvm, List<Map<String, Sample>>> all =
                    new PeersRun(List.of(OLD, NEW), PROBES, this::sample, 3).run(4, stop, line -> {});
            assertThat(all.get(OLD)).hasSize(4).allMatch(round -> round.size() == 3);
            assertThat(all.get(NEW)).hasSize(4).allMatch(round -> round.size() == 3);
            List<String> first = ran.subList(0, 6);
            assertThat(first).doesNotHaveDuplicates();
            assertThat(List.of(ran.subList(6, 12), ran.subList(12, 18), ran.subList(18, 24)))
                    .allMatch(round -> round.containsAll(first))
                    .anyMatch(round -> !round.equals(first));
        }
    }

    @Test
    void aForkThatFailsIsNamed() {
        try (StopSignal stop = StopSignal.listen()) {
            PeersRun run = new PeersRun(
                    List.of(OLD),
                    PROBES,
                    (jvm, probe) -> {
                        throw new ForkFailedException("no memory");
                    },
                    3);
            assertThatExceptionOfType(ForkFailedException.class)
                    .isThrownBy(() -> run.run(1, stop, line -> {}))
                    .withMessageMatching("[abc]: no memory");
        }
    }

    @Test
    void aRoundThatIsCutIsLeftOut() throws ForkFailedException {
        try (StopSignal stop = StopSignal.listen()) {
            PeersRun run = new PeersRun(
                    List.of(OLD),
                    PROBES,
                    (jvm, probe) -> {
                        if (ran.size() == 4) {
                            stop.request();
                        }
                        return sample(jvm, probe);
                    },
                    3);
            assertThat(run.run(5, stop, line -> {}).get(OLD)).hasSize(1);
        }
    }
}
