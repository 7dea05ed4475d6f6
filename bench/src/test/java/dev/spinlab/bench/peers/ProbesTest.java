package dev.spinlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
    private static final Sample SAMPLE = new Sample(2, 0, 1);

    @Test
    void theBenchmarksOfThePackageAreProbesAndTheOthersAreBenchmarksToo() {
        List<String> probes =
                Probes.on(2).probes().stream().map(Probe::benchmark).toList();
        assertThat(probes).containsAll(BenchmarkNames.ofPeers(true));
        assertThat(Stream.concat(BenchmarkNames.ofPeers(true).stream(), BenchmarkNames.ofPeers(false).stream()))
                .containsAll(probes);
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        assertThat(Probes.on(2).probes()).allMatch(probe -> names.add(probe.name()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyBarAsksForProbesThatThereAre(int cpus) {
        Probes all = Probes.on(cpus);
        Map<String, Sample> round = new HashMap<>();
        all.probes().forEach(probe -> round.put(probe.name(), SAMPLE));
        Set<String> asked = new HashSet<>();
        Map<String, Sample> watched = new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public @Nullable Sample get(Object name) {
                asked.add((String) name);
                return round.get((String) name);
            }
        };
        assertThat(all.bars()).allMatch(bar -> Double.isFinite(bar.value().applyAsDouble(watched)));
        assertThat(asked).as("nothing is measured in vain").isEqualTo(round.keySet());
    }

    @Test
    void oneCpuIsNotContended() {
        assertThat(Probes.on(1).probes()).noneMatch(probe -> probe.name().contains("contended"));
        assertThat(Probes.on(2).probes())
                .filteredOn(probe -> probe.name().endsWith(", contended"))
                .hasSize(3)
                .allMatch(probe -> probe.arguments().equals(List.of("-t", "2")));
    }
}
