package dev.spinlab.results.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.junit.jupiter.api.Test;

class WrapTest {
    @Test
    void breaksAtBlanksAndHyphens() {
        assertThat(Wrap.toColumns("owner exit against map free", 10))
                .containsExactly("owner exit", "against", "map free");
        assertThat(Wrap.toColumns("raw-spinlock-unguarded", 14)).containsExactly("raw-spinlock-", "unguarded");
        assertThat(Wrap.toColumns("a -- b", 4)).containsExactly("a --", "b");
        assertThat(Wrap.toColumns("short", 10)).containsExactly("short");
        assertThat(Wrap.toColumns("  ", 10)).isEmpty();
    }

    @Test
    void aWordTooLongIsCutRatherThanClipped() {
        assertThat(Wrap.toColumns("an incomprehensible", 6)).containsExactly("an", "incomp", "rehens", "ible");
        assertThat(Wrap.toColumns("abc", 0)).containsExactly("a", "b", "c");
    }

    @Test
    void widthsAreThoseOfTheFontNamedFirst() {
        Font plain = new Font("DejaVu Sans", Font.PLAIN, 12);
        assumeThat(plain.getFamily()).isEqualTo("DejaVu Sans");
        FontRenderContext context = new FontRenderContext(null, true, true);
        for (char c = ' '; c < 127; c++) {
            String text = Character.toString(c);
            double real = plain.getStringBounds(text, context).getWidth();
            assertThat(Wrap.width(text, 12)).as(text).isBetween(real - 1e-3, real + 0.2);
            double bold =
                    plain.deriveFont(Font.BOLD).getStringBounds(text, context).getWidth();
            assertThat(Wrap.boldWidth(text, 12)).as(text).isBetween(bold - 1e-3, bold + 0.2);
        }
        assertThat(Wrap.width("é", 12)).isEqualTo(12);
    }
}
