package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.peers.PeersTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersCommandTest {
    @ParameterizedTest
    @CsvSource({"0, 0, every bar is met", "1, 1, bars missed: 1", "12, 1, bars missed: 12"})
    void aMissedBarIsExitCodeOne(int missed, int code, String conclusion) {
        StringWriter text = new StringWriter();
        assertThat(PeersCommand.conclude(new PeersTable("a table\n", missed), new PrintWriter(text)))
                .isEqualTo(code);
        assertThat(text).hasToString("\na table\n\n" + conclusion + "\n");
    }
}
