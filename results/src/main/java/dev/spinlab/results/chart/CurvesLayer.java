package dev.spinlab.results.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lines with markers, and bands and whiskers where there are limits: bands lie lowest, markers on top. */
final class CurvesLayer implements Layer {
    private static final int BAND_ALPHA = 36;
    private static final double CAP = 4;
    /** A line of more points than this is drawn thin. */
    private static final int DENSE = 200;

    private static final float THIN = 1.1f;

    private final Function<String, BackendStyle> styles;
    private final List<Curve> curves;

    private final double markerScale;

    /** Curves in the styles of their names. */
    CurvesLayer(Function<String, BackendStyle> styles, List<Curve> curves) {
        this(styles, curves, 1);
    }

    CurvesLayer(Function<String, BackendStyle> styles, List<Curve> curves, double markerScale) {
        this.markerScale = markerScale;
        this.styles = styles;
        this.curves = List.copyOf(curves);
    }

    @Override
    public void paint(Canvas canvas) {
        each(canvas, curve -> band(canvas, curve));
        each(canvas, curve -> line(canvas, curve));
        each(canvas, curve -> whiskers(canvas, curve));
        curves.forEach(curve -> markers(canvas, curve));
    }

    private void each(Canvas canvas, Consumer<Curve> drawing) {
        for (Curve curve : curves) {
            SeriesMark.draw(canvas.g2(), curve.backend(), null, () -> drawing.accept(curve));
        }
    }

    private void band(Canvas canvas, Curve curve) {
        List<Point> known = curve.line().stream().filter(Point::hasLimits).toList();
        if (known.size() < 2) {
            return;
        }
        Path2D band = new Path2D.Double();
        for (int i = 0; i < known.size(); i++) {
            to(band, i == 0, canvas.x(known.get(i).x()), canvas.y(known.get(i).high()));
        }
        for (int i = known.size() - 1; i >= 0; i--) {
            band.lineTo(canvas.x(known.get(i).x()), canvas.y(known.get(i).low()));
        }
        band.closePath();
        Color color = styles.apply(curve.backend()).color();
        canvas.g2().setPaint(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
        canvas.g2().fill(band);
    }

    private void line(Canvas canvas, Curve curve) {
        if (curve.line().size() < 2) {
            return;
        }
        Path2D line = new Path2D.Double();
        for (int i = 0; i < curve.line().size(); i++) {
            Point point = curve.line().get(i);
            to(line, i == 0, canvas.x(point.x()), canvas.y(point.y()));
        }
        canvas.g2().setPaint(styles.apply(curve.backend()).color());
        BasicStroke stroke = styles.apply(curve.backend()).stroke();
        canvas.g2().setStroke(curve.line().size() > DENSE ? thin(stroke) : stroke);
        canvas.g2().draw(line);
    }

    private static BasicStroke thin(BasicStroke stroke) {
        return new BasicStroke(
                THIN, stroke.getEndCap(), stroke.getLineJoin(), stroke.getMiterLimit(), stroke.getDashArray(), 0f);
    }

    private void whiskers(Canvas canvas, Curve curve) {
        canvas.g2().setPaint(styles.apply(curve.backend()).color());
        canvas.g2().setStroke(Theme.WHISKER);
        for (Point point : curve.marks()) {
            if (point.hasLimits()) {
                double x = canvas.x(point.x());
                double bottom = canvas.y(point.low());
                double top = canvas.y(point.high());
                canvas.g2().draw(new Line2D.Double(x, bottom, x, top));
                canvas.g2().draw(new Line2D.Double(x - CAP, bottom, x + CAP, bottom));
                canvas.g2().draw(new Line2D.Double(x - CAP, top, x + CAP, top));
            }
        }
    }

    private void markers(Canvas canvas, Curve curve) {
        BackendStyle style = styles.apply(curve.backend());
        for (Point point : curve.marks()) {
            SeriesMark.draw(canvas.g2(), curve.backend(), point.title(), () -> {
                canvas.g2().setPaint(style.color());
                canvas.marker(style.marker(), markerScale, canvas.x(point.x()), canvas.y(point.y()));
            });
        }
    }

    private static void to(Path2D path, boolean first, double x, double y) {
        if (first) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
