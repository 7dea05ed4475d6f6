package dev.spinlab.results.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Upright bars side by side at places 0, 1, 2, …, a slot per backend, each bar a stack of parts. */
final class StackedBarsLayer implements Layer {
    private static final double ROOM = 0.84;
    private static final double MARKER_SCALE = 0.55;
    private static final double MARKER_ABOVE = 5;
    private static final int FAINT = 70;

    private final ChartContext context;
    private final List<String> backends;
    private final List<Part> parts;

    StackedBarsLayer(ChartContext context, List<String> backends, List<Part> parts) {
        this.context = context;
        this.backends = List.copyOf(backends);
        this.parts = List.copyOf(parts);
    }

    /** How a part is filled. */
    enum Look {
        /** Full colour. */
        SOLID,
        /** Outline only. */
        HOLLOW,
        /** Outline and a faint colour. */
        TINTED
    }

    /**
     * A part of a bar.
     *
     * @param backend whose bar
     * @param place which bar of the backend
     * @param from its lower end
     * @param to its upper end
     * @param look how it is filled
     * @param top whether no part lies above
     * @param title its number in words
     */
    record Part(String backend, int place, double from, double to, Look look, boolean top, String title) {
        /** The same, told how high the whole stack is. */
        Part withTop(double height) {
            return new Part(backend, place, from, to, look, to >= height, title);
        }
    }

    @Override
    public void paint(Canvas canvas) {
        for (Part part : parts) {
            bar(canvas, part);
            if (part.top()) {
                // Thin bars show little colour: the marker tells whose they are.
                SeriesMark.draw(canvas.g2(), part.backend(), null, () -> {
                    canvas.g2().setPaint(context.style(part.backend()).color());
                    Rectangle2D bar = area(canvas, part);
                    canvas.marker(
                            context.style(part.backend()).marker(),
                            MARKER_SCALE,
                            bar.getCenterX(),
                            bar.getMinY() - MARKER_ABOVE);
                });
            }
        }
    }

    private void bar(Canvas canvas, Part part) {
        Color color = context.style(part.backend()).color();
        Rectangle2D area = area(canvas, part);
        // A hollow bar is filled too, with nothing: the whole of it answers to the pointer.
        int alpha = switch (part.look()) {
            case SOLID -> 255;
            case HOLLOW -> 0;
            case TINTED -> FAINT;
        };
        SeriesMark.draw(canvas.g2(), part.backend(), part.title(), () -> {
            canvas.g2().setPaint(new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
            canvas.g2().fill(area);
        });
        if (alpha < 255) {
            SeriesMark.draw(canvas.g2(), part.backend(), null, () -> {
                canvas.g2().setPaint(color);
                canvas.g2().setStroke(Theme.WHISKER);
                canvas.g2().draw(area);
            });
        }
    }

    private Rectangle2D area(Canvas canvas, Part part) {
        double slot = ROOM / backends.size();
        double left = part.place() - ROOM / 2 + backends.indexOf(part.backend()) * slot;
        double x = canvas.x(left);
        double top = canvas.y(part.to());
        return new Rectangle2D.Double(
                x, top, Math.max(2, canvas.x(left + slot) - x - 1), Math.max(1, canvas.y(part.from()) - top));
    }
}
