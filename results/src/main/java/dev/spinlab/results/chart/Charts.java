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
import javax.imageio.ImageIO;
import org.jfree.chart.text.TextUtils;

/** Draws all charts of a run and writes them. */
public final class Charts {
    private static final int PNG_SCALE = 2;

    /** In the order of the report. */
    static final List<Kind> ALL = List.of(
            FailuresChart.KIND,
            CallsChart.KIND,
            RetryTimeChart.KIND,
            LatencyChart.PERCENTILES,
            LatencyChart.CCDF,
            LatencyChart.OPEN_LOOP,
            RecoveryChart.KIND,
            FairnessChart.KIND,
            GoodputChart.TASKS,
            GoodputChart.CPUS,
            GoodputChart.TIME_TASKS,
            GoodputChart.TIME_CPUS,
            RatioChart.KIND,
            ParetoChart.KIND,
            CostChart.KIND,
            MapsChart.KIND,
            OvercommitChart.KIND,
            NeighbourChart.KIND,
            DriftChart.KIND,
            BacklogChart.KIND,
            ReclaimChart.UNLINK_TO_FREE,
            ReclaimChart.GRACE_PERIODS);

    private Charts() {}

    /**
     * A chart in the report.
     *
     * @param drawing titles, captions, numbers, and the reason if it is left out
     * @param svg the {@code svg} element, empty if it is left out
     * @param files the files written
     */
    public record Written(Drawing drawing, String svg, List<Path> files) {
        /** Copies the list. */
        public Written {
            files = List.copyOf(files);
        }

        /**
         * Its id.
         *
         * @return file name without ending
         */
        public String id() {
            return drawing.id();
        }

        /**
         * The question it answers.
         *
         * @return the group it stands in
         */
        public Question question() {
            return drawing.question();
        }

        /**
         * What is to be seen, for readers who cannot see it; also the {@code desc} of the SVG.
         *
         * @return empty if the chart is left out
         */
        public String altText() {
            return drawing.description();
        }

        /**
         * The numbers of the chart.
         *
         * @return header and rows, empty if the chart is left out
         */
        public DataTable table() {
            return drawing.table();
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
        boolean drawable = drawing.picture() == null || works(Charts::measureText);
        return writeFiles(drawable ? drawing : withoutText(drawing.id(), drawing.title(), drawing.question()), folder);
    }

    static Written write(Kind kind, ChartContext context, Path folder, boolean canDrawText) {
        Drawing drawing = canDrawText ? draw(kind, context) : withoutText(kind.id(), kind.title(), kind.question());
        return writeFiles(drawing, folder);
    }

    /** A file that cannot be used costs the charts that need it, and they say which file it is. */
    private static Drawing draw(Kind kind, ChartContext context) {
        try {
            return kind.draw().apply(context);
        } catch (BadRunException e) {
            return Drawing.absent(kind.id(), kind.title(), kind.question(), String.valueOf(e.getMessage()));
        }
    }

    private static Drawing withoutText(String id, String title, Question question) {
        return Drawing.absent(
                id,
                title,
                question,
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
        Picture picture = drawing.picture();
        Path svgFile = folder.resolve(drawing.id() + ".svg");
        Path pngFile = folder.resolve(drawing.id() + ".png");
        if (picture == null) {
            delete(svgFile);
            delete(pngFile);
            return new Written(drawing, "", List.of());
        }
        String svg = SvgImage.element(drawing, picture);
        try {
            Files.writeString(svgFile, SvgImage.file(svg));
        } catch (IOException e) {
            throw BadRunException.unwritable(svgFile, e);
        }
        try {
            ImageIO.write(png(picture), "png", pngFile.toFile());
        } catch (IOException e) {
            throw BadRunException.unwritable(pngFile, e);
        }
        return new Written(drawing, svg, List.of(svgFile, pngFile));
    }

    private static BufferedImage png(Picture picture) {
        BufferedImage image = new BufferedImage(
                picture.width() * PNG_SCALE, picture.height() * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(PNG_SCALE, PNG_SCALE);
        picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
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
