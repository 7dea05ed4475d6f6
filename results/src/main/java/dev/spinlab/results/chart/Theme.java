package dev.spinlab.results.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Fonts, colours and spacing, alike in all charts. Text has a contrast of at least 7:1 on the white ground. */
public final class Theme {
    /** Text, and lines that must be seen. */
    public static final Color TEXT = new Color(0x222222);
    /** Text that stands back. */
    public static final Color QUIET_TEXT = new Color(0x505050);
    /** Lines of the grid. */
    public static final Color GRID = new Color(0xDDDDDD);
    /** Lines of axes. */
    public static final Color AXIS = new Color(0x767676);
    /** Thin lines. */
    public static final BasicStroke THIN = new BasicStroke(1f);

    static final BasicStroke WHISKER = new BasicStroke(1.4f);
    static final BasicStroke THICK_WHISKER = new BasicStroke(2f);
    static final BasicStroke REFERENCE =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6, 4}, 0f);
    static final Shape LEGEND_LINE = new Line2D.Double(-20, 0, 20, 0);
    /** Font of the title. */
    public static final Font TITLE = font(Font.BOLD, 18);
    /** Font of labels. */
    public static final Font LABEL = font(Font.PLAIN, 13);
    /** Font of the text at axes and in tables. */
    public static final Font TICK = font(Font.PLAIN, 12);
    /** Font of what a table says besides. */
    public static final Font SMALL = font(Font.PLAIN, 11);

    private Theme() {}

    /**
     * Makes a picture that is drawn by hand begin as charts do: smooth lines and text on a white ground.
     *
     * @param g2 where to draw
     * @param area the ground
     */
    public static void prepare(Graphics2D g2, Rectangle2D area) {
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g2.setPaint(Color.WHITE);
        g2.fill(area);
    }

    static JFreeChart chart(String title, Plot plot, String... subtitles) {
        JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 12, 8, 20));
        TextTitle heading = chart.getTitle();
        heading.setPaint(TEXT);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        heading.setPosition(RectangleEdge.TOP);
        heading.setPadding(2, 2, 2, 2);
        for (String text : subtitles) {
            TextTitle subtitle = new TextTitle(text, TICK);
            subtitle.setPaint(QUIET_TEXT);
            subtitle.setHorizontalAlignment(HorizontalAlignment.LEFT);
            subtitle.setPadding(0, 2, 4, 2);
            chart.addSubtitle(subtitle);
        }
        MarkedLegend legend = new MarkedLegend(plot);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setItemFont(LABEL);
        legend.setItemPaint(TEXT);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
        legend.setPadding(8, 0, 2, 0);
        chart.addSubtitle(legend);
        plot.setOutlineVisible(false);
        plot.setNoDataMessage(null);
        return chart;
    }

    static void apply(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(THIN);
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
    }

    static void apply(CategoryPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(THIN);
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
    }

    static <A extends Axis> A apply(A axis) {
        axis.setLabelFont(LABEL);
        axis.setLabelPaint(TEXT);
        axis.setTickLabelFont(TICK);
        axis.setTickLabelPaint(TEXT);
        axis.setAxisLinePaint(AXIS);
        axis.setTickMarkPaint(AXIS);
        if (axis instanceof ValueAxis value) {
            value.setAutoTickUnitSelection(true);
        }
        return axis;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
