package dev.spinlab.results.chart;

import static dev.spinlab.results.fixture.Pixels.contrast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.measure.Backends;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendStyleTest {
    private static final List<String> OTHERS = List.of("control-a", "control-b", "control-c", "control-d");

    private static final List<String> NAMED = List.of(
            "percpu-counter",
            "rqspinlock",
            "llist-deferred-free",
            "irqsave-deferred-free",
            "concurrent-hash-map",
            "reentrant-lock",
            "unprotected-deferred-free",
            "irqsave-nmi-admitted",
            "raw-spinlock-unguarded");

    private static List<BackendStyle> all() {
        List<BackendStyle> styles = new ArrayList<>();
        NAMED.forEach(id -> styles.add(BackendStyle.of(id, OTHERS)));
        OTHERS.forEach(id -> styles.add(BackendStyle.of(id, OTHERS)));
        return styles;
    }

    @Test
    void contrastIsAtLeastThreeToOneOnBothGrounds() {
        assertThat(contrast(Color.BLACK, Color.WHITE)).isCloseTo(21, within(1e-9));
        assertThat(contrast(new Color(0xE69F00), Color.WHITE))
                .as("the palette's orange, left out")
                .isLessThan(3);
        assertThat(contrast(new Color(0x332288), DarkGround.GROUND))
                .as("a colour for paper only")
                .isLessThan(3);
        assertThat(all()).allSatisfy(style -> {
            assertThat(contrast(style.color(), Color.WHITE))
                    .as("%s on white", style.color())
                    .isGreaterThanOrEqualTo(3);
            assertThat(contrast(style.color(), DarkGround.GROUND))
                    .as("%s in the dark", style.color())
                    .isGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void axesAndTextAreSeenOnBothGrounds() {
        assertThat(contrast(Theme.AXIS, Color.WHITE)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(dark(Theme.AXIS), DarkGround.GROUND)).isGreaterThanOrEqualTo(3);
        for (Color text : List.of(Theme.TEXT, Theme.QUIET_TEXT)) {
            assertThat(contrast(text, Color.WHITE)).isGreaterThanOrEqualTo(7);
            assertThat(contrast(dark(text), DarkGround.GROUND)).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void whatHasAStyleOfItsOwnNeedsNoOther() {
        assertThat(NAMED).allSatisfy(id -> assertThat(BackendStyle.isKnown(id)).isTrue());
        assertThat(OTHERS)
                .noneSatisfy(id -> assertThat(BackendStyle.isKnown(id)).isTrue());
    }

    private static Color dark(Color light) {
        return Objects.requireNonNull(DarkGround.INSTEAD.get(light));
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
        assertThat(colors).hasSize(NAMED.size() + OTHERS.size());
        assertThat(markers).hasSize(NAMED.size() + OTHERS.size());
        assertThat(dashes).hasSize(NAMED.size() + OTHERS.size());
    }

    @Test
    void theFourHaveThePublishedColours() {
        assertThat(Backends.COMPARED.stream()
                        .map(id -> BackendStyle.of(id, List.of()).color().getRGB() & 0xFFFFFF))
                .containsExactly(0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7);
    }
}
