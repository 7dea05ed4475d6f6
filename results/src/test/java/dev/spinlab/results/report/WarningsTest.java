package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
    @TempDir
    Path folder;

    /** The cautions of a run, one of whose metrics is taken for the share in which all tasks competed. */
    private List<String> cautionsIfCompetingShareWere(String metric) throws IOException {
        Path run = RunFixture.in(folder).write();
        Path json = RunDirectory.jmhFile(run);
        String text = Files.readString(json);
        assertThat(text).contains("\"" + metric + "\"");
        Files.writeString(json, text.replace("\"" + metric + "\"", "\"competingShare\""), StandardCharsets.UTF_8);
        return Warnings.cautions(Measurements.of(RunDirectory.open(run)));
    }

    @Test
    void tasksThatDidNotCompeteAllTheTimeAreSaidToHaveNot() throws IOException {
        assertThat(cautionsIfCompetingShareWere("failedTimeShare"))
                .as("0.47 at most")
                .containsExactly("55 row(s) in which all tasks competed for less than 95.0 % of the time");
    }

    @Test
    void nineSevenPercentIsEnoughAndNoMeasureIsNoWarning() throws IOException {
        assertThat(cautionsIfCompetingShareWere("jain")).isEmpty();
        assertThat(cautionsIfCompetingShareWere("backlogMean")).isEmpty();
    }
}
