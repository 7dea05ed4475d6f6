package dev.spinlab.results.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.ClaimsFixture;
import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsFileTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() {
        assertThat(ClaimsFile.read(folder)).isEmpty();
        Path file = ClaimsFile.write(folder.resolve("new"), ClaimsFixture.claims());
        assertThat(file).isEqualTo(folder.resolve("new/claims.json"));
        assertThat(ClaimsFile.read(folder.resolve("new"))).contains(ClaimsFixture.claims());
    }

    @Test
    void theSummaryNamesTheClaimsThatDoNotHold() {
        assertThat(ClaimsFixture.claims().summary()).isEqualTo("15 of 16 claims hold on this machine; 7 does not.");
        Claim good = new Claim(1, "a", "b", "c", "d", null, true);
        Claim bad = new Claim(2, "a", "b", "c", "d", null, false);
        assertThat(claims(good).summary()).isEqualTo("1 of 1 claims hold on this machine.");
        Claim worse = new Claim(3, "a", "b", "c", "d", null, false);
        assertThat(claims(bad, worse).summary()).isEqualTo("0 of 2 claims hold on this machine; 2, 3 do not.");
    }

    private static Claims claims(Claim... claims) {
        return new Claims(1, "", 1, "", List.of(claims));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer than this build reads (1)",
                "\"sentence\"|\"phrase\"|sentence",
                "\"holds\" : true|\"holds\" : null|holds",
                "{|[|not valid JSON, or cut short"
            })
    void damageIsOneLine(String from, String to, String problem) throws IOException {
        Path file = ClaimsFile.write(folder, ClaimsFixture.claims());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> ClaimsFile.read(folder))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(file + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }
}
