package dev.spinlab.results.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.measure.Backends;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendStyleTest {
    private static final List<String> OTHERS = List.of("control-a", "control-b", "control-c", "control-d");

    private static List<BackendStyle> all() {
        List<BackendStyle> styles = new ArrayList<>();
        Backends.COMPARED.forEach(id -> styles.add(BackendStyle.of(id, OTHERS)));
        OTHERS.forEach(id -> styles.add(BackendStyle.of(id, OTHERS)));
        return styles;
    }

    @Test
    void contrastOnWhiteIsAtLeastThreeToOne() {
        assertThat(contrastOnWhite(Color.BLACK)).isCloseTo(21, within(1e-9));
        assertThat(contrastOnWhite(new Color(0xE69F00)))
                .as("the palette's orange, left out")
                .isLessThan(3);
        assertThat(all())
                .allSatisfy(style -> assertThat(contrastOnWhite(style.color()))
                        .as("%s", style.color())
                        .isGreaterThanOrEqualTo(3));
        assertThat(contrastOnWhite(Theme.AXIS)).isGreaterThanOrEqualTo(3);
        assertThat(contrastOnWhite(Theme.TEXT)).isGreaterThanOrEqualTo(7);
        assertThat(contrastOnWhite(Theme.QUIET_TEXT)).isGreaterThanOrEqualTo(7);
    }

    @Test
    void everyBackendDiffersInColourMarkerAndDash() {
        Set<Object> colors = new HashSet<>();
        Set<Object> markers = new HashSet<>();
        Set<Object> dashes = new HashSet<>();
        for (BackendStyle style : all()) {
            colors.add(style.color());
            markers.add(style.marker());
            float[] dash = style.stroke().getDashArray();
            dashes.add(dash == null ? List.of() : List.of(Arrays.toString(dash)));
        }
        assertThat(colors).hasSize(8);
        assertThat(markers).hasSize(8);
        assertThat(dashes).hasSize(8);
    }

    @Test
    void theFourHaveThePublishedColours() {
        assertThat(Backends.COMPARED.stream()
                        .map(id -> BackendStyle.of(id, List.of()).color().getRGB() & 0xFFFFFF))
                .containsExactly(0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7);
    }

    /** Contrast ratio of WCAG 2.1, success criterion 1.4.11. */
    private static double contrastOnWhite(Color color) {
        double luminance =
                0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
