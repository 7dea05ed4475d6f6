package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void eachTurnIsAskedForAndTakesOneByte() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[] {'\n', '\n', '\n'});
        Turns turns = new Turns(in, out);
        turns.await();
        turns.await();
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).containsExactly(Turns.ASK, Turns.ASK);
        assertThat(in.available()).isEqualTo(1);
    }

    @Test
    void whoWantsNoMoreSaysSo() {
        new Turns(new ByteArrayInputStream(new byte[0]), out).done();
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).containsExactly(Turns.DONE);
    }

    @Test
    void itEndsWithWhoeverGivesTheTurns() {
        Turns turns = new Turns(new ByteArrayInputStream(new byte[0]), out);
        assertThatIllegalStateException().isThrownBy(turns::await).withMessageContaining("has ended");
        InputStream broken = new PipedInputStream(); // connected to nothing
        assertThatIllegalStateException()
                .isThrownBy(() -> new Turns(broken, out).await())
                .withMessageContaining("no turn can be read: ");
    }
}
