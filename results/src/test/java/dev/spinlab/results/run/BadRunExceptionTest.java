package dev.spinlab.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BadRunExceptionTest {
    private static final Path FILE = Path.of("run.json");

    @Test
    void theMessageIsOneLineWhateverTheParts() {
        IOException cause = new IOException("c");
        assertThat(new BadRunException(FILE, "first\n  second", "do\r\nthis", cause))
                .hasMessage("run.json: first second; do this")
                .hasCause(cause);
        assertThat(new BadRunException(FILE, "problem", "remedy")).hasNoCause();
    }

    @Test
    void aMissingFileHasAnotherRemedyThanOneThatCannotBeRead() {
        NoSuchFileException missing = new NoSuchFileException("run.json");
        assertThat(BadRunException.unreadable(FILE, missing))
                .hasMessage("run.json: no such file; give the directory of a finished run, or measure again")
                .hasCause(missing);
        AccessDeniedException denied = new AccessDeniedException("run.json");
        assertThat(BadRunException.unreadable(FILE, denied))
                .hasMessage("run.json: cannot be read (permission denied); check the file and its permissions")
                .hasCause(denied);
    }

    @Test
    void theReasonIsTheFileSystemsWhereItGivesOne() {
        assertThat(BadRunException.unwritable(FILE, new FileSystemException("run.json", null, "Is a directory")))
                .hasMessage("run.json: cannot be written (Is a directory); make the folder writable or choose "
                        + "another one");
        assertThat(BadRunException.unwritable(FILE, new FileSystemException("run.json")))
                .hasMessageContaining("(run.json)");
        assertThat(BadRunException.unwritable(FILE, new IOException("disk full")))
                .hasMessageContaining("(disk full)");
        assertThat(BadRunException.unwritable(FILE, new IOException())).hasMessageContaining("(IOException)");
        IOException cause = new IOException("x");
        assertThat(BadRunException.unwritable(FILE, cause)).hasCause(cause);
    }
}
