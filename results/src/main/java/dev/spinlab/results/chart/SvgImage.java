package dev.spinlab.results.chart;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Draws a chart as SVG with text as text, a title and a description.
 *
 * <p>Ids begin with the chart's own id, so that several of these can stand in one HTML page.
 */
final class SvgImage {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** Text is laid out with the width of the fonts named first; the last is what every viewer has. */
    private static final String FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif";

    private SvgImage() {}

    /** The {@code svg} element, without an XML declaration, ready to stand in HTML. */
    static String element(Drawing drawing, Picture picture) {
        Document document = newDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(" Spinlab ");
        context.setIDGenerator(new PrefixedIds(drawing.id()));
        MarkedSvgGraphics graphics = new MarkedSvgGraphics(context);
        graphics.setSVGCanvasSize(new Dimension(picture.width(), picture.height()));
        picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
        Element root = graphics.finish();
        root.setAttributeNS(null, "viewBox", "0 0 " + picture.width() + " " + picture.height());
        root.setAttributeNS(null, "role", "img");
        String title = drawing.id() + "-title";
        String description = drawing.id() + "-desc";
        root.setAttributeNS(null, "aria-labelledby", title + " " + description);
        if (picture.adapts()) {
            root.setAttributeNS(null, "class", DarkGround.CLASS);
            Element style = document.createElementNS(NAMESPACE, "style");
            style.setTextContent(DarkGround.STYLE);
            root.insertBefore(style, root.getFirstChild());
        }
        root.insertBefore(text(document, "desc", description, drawing.description()), root.getFirstChild());
        root.insertBefore(text(document, "title", title, drawing.title()), root.getFirstChild());
        prefixShared(root, drawing.id());
        StringWriter out = new StringWriter();
        try {
            graphics.stream(root, out, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String whole = out.toString();
        return whole.substring(whole.indexOf("<svg"))
                .replaceAll("font-family=\"[^\"]*\"", "font-family=\"" + FONTS + "\"")
                .replace("\r\n", "\n")
                .strip();
    }

    /** Batik gives its shared definitions one fixed id, which would occur once per chart in a page. */
    private static void prefixShared(Element root, String prefix) {
        NodeList definitions = root.getElementsByTagNameNS("*", "defs");
        for (int i = 0; i < definitions.getLength(); i++) {
            if (definitions.item(i) instanceof Element element
                    && element.getAttribute("id").equals("genericDefs")) {
                element.setAttributeNS(null, "id", prefix + "-genericDefs");
            }
        }
    }

    /** A stand-alone SVG file. */
    static String file(String element) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element + "\n";
    }

    private static Element text(Document document, String name, String id, String content) {
        Element element = document.createElementNS(NAMESPACE, name);
        element.setAttributeNS(null, "id", id);
        element.setTextContent(content);
        return element;
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser is not usable", e);
        }
    }

    private static final class PrefixedIds extends SVGIDGenerator {
        private final String prefix;
        private final Map<String, Integer> next = new HashMap<>();

        PrefixedIds(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String generateID(String kind) {
            return prefix + "-" + kind + next.merge(kind, 1, Integer::sum);
        }
    }
}
