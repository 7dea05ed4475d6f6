package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.Drawable;

/** Draws all charts of a run and writes them. */
public final class Charts {
    private static final int PNG_SCALE = 2;

    private static final List<Kind> ALL = List.of(
            new Kind(GoodputChart.ID, GoodputChart.TITLE, GoodputChart::draw),
            new Kind(FailuresChart.ID, FailuresChart.TITLE, FailuresChart::draw),
            new Kind(LatencyChart.ID, LatencyChart.TITLE, LatencyChart::draw),
            new Kind(CallsChart.ID, CallsChart.TITLE, CallsChart::draw));

    private Charts() {}

    /**
     * One of the charts.
     *
     * @param id file name without ending
     * @param title what it shows
     * @param draw draws it
     */
    record Kind(String id, String title, Function<ChartContext, Drawing> draw) {}

    /**
     * A chart in the report.
     *
     * @param drawing titles, captions, and the reason if it is left out
     * @param svg the {@code svg} element, empty if it is left out
     * @param files the files written
     */
    public record Written(Drawing drawing, String svg, List<Path> files) {
        /** Copies the list. */
        public Written {
            files = List.copyOf(files);
        }
    }

    /**
     * Draws the charts and writes each as {@code <id>.svg} and {@code <id>.png}.
     *
     * @param measurements the rows of a run
     * @param folder where to, made if need be
     * @return one per chart, also for those left out
     * @throws BadRunException if a file cannot be written; one that cannot be read leaves out the charts that need it
     */
    public static List<Written> write(Measurements measurements, Path folder) {
        System.setProperty("java.awt.headless", "true");
        // Otherwise rotated text would be drawn as outlines, which nobody can search or read aloud.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
        ChartContext context = new ChartContext(measurements);
        createFolder(folder);
        boolean canDrawText = works(Charts::measureText);
        List<Written> written = new ArrayList<>();
        for (Kind kind : ALL) {
            written.add(write(kind, context, folder, canDrawText));
        }
        return written;
    }

    /**
     * Writes one drawing as {@code <id>.svg} and {@code <id>.png}; removes the two files if it is absent.
     *
     * @param drawing the drawing
     * @param folder where to, made if need be
     * @return what was written, absent where this Java cannot draw text
     * @throws BadRunException if a file cannot be written
     */
    public static Written write(Drawing drawing, Path folder) {
        System.setProperty("java.awt.headless", "true");
        createFolder(folder);
        boolean drawable = drawing.chart() == null || works(Charts::measureText);
        return writeFiles(drawable ? drawing : withoutText(drawing.id(), drawing.title()), folder);
    }

    static Written write(Kind kind, ChartContext context, Path folder, boolean canDrawText) {
        Drawing drawing = canDrawText ? draw(kind, context) : withoutText(kind.id(), kind.title());
        return writeFiles(drawing, folder);
    }

    /** A file that cannot be used costs the charts that need it, and they say which file it is. */
    private static Drawing draw(Kind kind, ChartContext context) {
        try {
            return kind.draw().apply(context);
        } catch (BadRunException e) {
            return Drawing.absent(kind.id(), kind.title(), String.valueOf(e.getMessage()));
        }
    }

    private static Drawing withoutText(String id, String title) {
        return Drawing.absent(
                id,
                title,
                "this Java installation cannot draw text; install fontconfig and a font, "
                        + "or a Java with its graphics libraries");
    }

    /** A Java without fonts or graphics libraries says so when it first measures a text, by errors of several kinds. */
    static boolean works(Runnable measureText) {
        try {
            measureText.run();
            return true;
        } catch (LinkageError | InternalError | RuntimeException e) {
            return false;
        }
    }

    private static void measureText() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        graphics.getFontMetrics(Theme.LABEL).stringWidth("text");
        graphics.dispose();
    }

    private static Written writeFiles(Drawing drawing, Path folder) {
        Drawable chart = drawing.chart();
        Path svgFile = folder.resolve(drawing.id() + ".svg");
        Path pngFile = folder.resolve(drawing.id() + ".png");
        if (chart == null) {
            delete(svgFile);
            delete(pngFile);
            return new Written(drawing, "", List.of());
        }
        String svg = SvgImage.element(drawing, chart);
        try {
            Files.writeString(svgFile, SvgImage.file(svg));
        } catch (IOException e) {
            throw BadRunException.unwritable(svgFile, e);
        }
        try {
            ImageIO.write(png(drawing, chart), "png", pngFile.toFile());
        } catch (IOException e) {
            throw BadRunException.unwritable(pngFile, e);
        }
        return new Written(drawing, svg, List.of(svgFile, pngFile));
    }

    private static BufferedImage png(Drawing drawing, Drawable chart) {
        BufferedImage image = new BufferedImage(
                drawing.width() * PNG_SCALE, drawing.height() * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(PNG_SCALE, PNG_SCALE);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()));
        graphics.dispose();
        return image;
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
    }

    /** A chart of an earlier report would contradict the one that leaves it out. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }
}
