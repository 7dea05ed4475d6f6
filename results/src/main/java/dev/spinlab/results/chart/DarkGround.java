package dev.spinlab.results.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a chart looks on a dark ground: the ground and the neutral colours change, those of the backends stay, since they
 * have contrast enough on both.
 *
 * <p>The style names colours, not elements, and overrules the attributes of whatever has them; viewers without styles
 * show the chart as it is on paper.
 */
final class DarkGround {
    /** Class of the {@code svg} elements that follow the reader's wish for light or dark. */
    static final String CLASS = "spinlab-chart";

    /** The ground in the dark. */
    static final Color GROUND = new Color(0x16181C);

    /** The neutral colours of {@link Theme} and what they become. */
    static final Map<Color, Color> INSTEAD = Map.of(
            Color.WHITE, GROUND,
            Theme.TEXT, new Color(0xE8E8E8),
            Theme.QUIET_TEXT, new Color(0xB4B4B4),
            Theme.GRID, new Color(0x3A3D43),
            Theme.AXIS, new Color(0x8A8D93));

    static final String STYLE = style();

    private DarkGround() {}

    private static String style() {
        Map<String, String> colors = new LinkedHashMap<>();
        for (Color light : new Color[] {Color.WHITE, Theme.TEXT, Theme.QUIET_TEXT, Theme.GRID, Theme.AXIS}) {
            Color dark = INSTEAD.getOrDefault(light, light);
            colors.put(svg(light), String.format("#%06x", dark.getRGB() & 0xFFFFFF));
        }
        StringBuilder style = new StringBuilder("@media screen and (prefers-color-scheme: dark) {");
        colors.forEach((light, dark) -> {
            for (String property : new String[] {"fill", "stroke"}) {
                style.append(" .")
                        .append(CLASS)
                        .append(" [")
                        .append(property)
                        .append("=\"")
                        .append(light);
                style.append("\"] {").append(property).append(": ").append(dark).append("}");
            }
        });
        return style.append(" }").toString();
    }

    /** As Batik writes it. */
    private static String svg(Color color) {
        return color.equals(Color.WHITE)
                ? "white"
                : "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }
}
