package dev.spinlab.results.chart;

import java.awt.Graphics;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.ext.awt.g2d.GraphicContext;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.DOMTreeManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws SVG in which the marks of a backend lie in groups {@code <g class="series" data-backend="…">}.
 *
 * <p>Batik puts elements of one paint and stroke into one group, so a backend has several of ours: within each of
 * Batik's groups, what stands next to each other and belongs to one backend is one. A mark with numbers has them as its
 * {@code title}.
 */
final class MarkedSvgGraphics extends SVGGraphics2D {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** Where a backend is noted until the groups are made. */
    private static final String NOTE = "data-of";

    MarkedSvgGraphics(SVGGeneratorContext context) {
        super(context, false);
        mark();
    }

    private MarkedSvgGraphics(MarkedSvgGraphics parent) {
        super(parent);
        mark();
    }

    private void mark() {
        DOMTreeManager tree = getDOMTreeManager();
        tree.removeGroupManager(getDOMGroupManager());
        DOMGroupManager marking = new Marking(getGraphicContext(), tree);
        tree.addGroupManager(marking);
        setDOMGroupManager(marking);
    }

    @Override
    public Graphics create() {
        return new MarkedSvgGraphics(this);
    }

    /** The whole drawing, its marks grouped; to be called once, at the end. */
    Element finish() {
        Element root = getRoot();
        group(root);
        return root;
    }

    private static void group(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        Element series = null;
        for (Element child : children) {
            String backend = child.getAttribute(NOTE);
            if (backend.isEmpty()) {
                series = null;
                group(child);
                continue;
            }
            child.removeAttribute(NOTE);
            if (series == null || !series.getAttribute("data-backend").equals(backend)) {
                series = parent.getOwnerDocument().createElementNS(NAMESPACE, "g");
                series.setAttributeNS(null, "class", "series");
                series.setAttributeNS(null, "data-backend", backend);
                parent.insertBefore(series, child);
            }
            series.appendChild(child);
        }
    }

    /** Notes on every element whose it is. */
    private static final class Marking extends DOMGroupManager {
        Marking(GraphicContext context, DOMTreeManager tree) {
            super(context, tree);
        }

        @Override
        public void addElement(Element element, short method) {
            if (gc.getRenderingHint(SeriesMark.KEY) instanceof SeriesMark mark
                    && !mark.backend().isEmpty()) {
                element.setAttributeNS(null, NOTE, mark.backend());
                // Batik comes back here with the same element when it opens another group for it.
                if (mark.title() != null && !element.hasChildNodes()) {
                    Document document = element.getOwnerDocument();
                    Element title = document.createElementNS(NAMESPACE, "title");
                    title.setTextContent(mark.title());
                    element.appendChild(title);
                }
            }
            super.addElement(element, method);
        }
    }
}
