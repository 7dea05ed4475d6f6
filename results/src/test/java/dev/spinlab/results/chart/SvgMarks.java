package dev.spinlab.results.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a chart's SVG says of whose its marks are and where its texts stand. */
final class SvgMarks {
    private static final Set<String> SHAPES =
            Set.of("path", "rect", "line", "circle", "ellipse", "polygon", "polyline", "text");

    private final Element root;

    private SvgMarks(Element root) {
        this.root = root;
    }

    static SvgMarks of(String svg) {
        try {
            return new SvgMarks(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A colour as Batik writes it. */
    static String css(Color color) {
        return color.equals(Color.WHITE)
                ? "white"
                : "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }

    /** A text and the room it takes. */
    private record Placed(String text, Rectangle2D area) {}

    Set<String> backends() {
        Set<String> backends = new HashSet<>();
        for (Element group : elements("g")) {
            if (group.getAttribute("class").equals("series")) {
                backends.add(group.getAttribute("data-backend"));
            }
        }
        return backends;
    }

    /** Shapes in the colour of a backend that do not lie in a group of that backend. */
    List<String> strays(List<String> backends) {
        Map<String, String> colors = new TreeMap<>();
        backends.forEach(id -> colors.put(css(BackendStyle.of(id, List.of()).color()), id));
        List<String> strays = new ArrayList<>();
        for (Element shape : shapes()) {
            for (String property : List.of("fill", "stroke")) {
                String owner = colors.get(inherited(shape, property));
                if (owner != null && !owner.equals(inherited(shape, "data-backend"))) {
                    strays.add(shape.getTagName() + " of " + owner);
                }
            }
        }
        return strays;
    }

    /** Titles of marks by backend. */
    Map<String, List<String>> titles() {
        Map<String, List<String>> titles = new TreeMap<>();
        for (Element title : elements("title")) {
            String backend = inherited(title, "data-backend");
            if (!backend.isEmpty()) {
                titles.computeIfAbsent(backend, id -> new ArrayList<>()).add(title.getTextContent());
            }
        }
        return titles;
    }

    /** Marks with more than one title. */
    List<String> titledTwice() {
        return shapes().stream()
                .filter(shape -> shape.getElementsByTagName("title").getLength() > 1)
                .map(Element::getTextContent)
                .toList();
    }

    List<String> textsInGroups() {
        return elements("text").stream()
                .filter(text -> !inherited(text, "data-backend").isEmpty())
                .map(text -> text.getTextContent().strip())
                .toList();
    }

    /** Colours of shapes that belong to no backend. */
    Set<String> colorsOutsideGroups() {
        Set<String> colors = new HashSet<>();
        for (Element shape : shapes()) {
            boolean clip = parentIs(shape, "clipPath");
            if (!clip && inherited(shape, "data-backend").isEmpty()) {
                colors.add(inherited(shape, "fill"));
                colors.add(inherited(shape, "stroke"));
            }
        }
        colors.remove("none");
        return colors;
    }

    List<String> clipped() {
        String[] box = root.getAttribute("viewBox").split(" ", -1);
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        return placed().stream()
                .filter(p -> p.area().getMinX() < 0
                        || p.area().getMinY() < 0
                        || p.area().getMaxX() > width
                        || p.area().getMaxY() > height)
                .map(Placed::text)
                .toList();
    }

    List<String> overlapping() {
        List<Placed> placed = placed();
        List<String> overlapping = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            for (int j = i + 1; j < placed.size(); j++) {
                if (placed.get(i).area().intersects(placed.get(j).area())) {
                    overlapping.add(placed.get(i).text() + " / " + placed.get(j).text());
                }
            }
        }
        return overlapping;
    }

    /** Where the first text with these words begins, from the left. */
    double placeOf(String words) {
        return placed().stream()
                .filter(p -> p.text().equals(words))
                .findFirst()
                .orElseThrow()
                .area()
                .getMinX();
    }

    /** The level texts; half a pixel and the room above and below the letters may overlap. */
    private List<Placed> placed() {
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<Placed> placed = new ArrayList<>();
        for (Element text : elements("text")) {
            String words = text.getTextContent().strip();
            if (words.isEmpty() || !inherited(text, "transform").isEmpty()) {
                continue;
            }
            String size = inherited(text, "font-size").replace("px", "");
            boolean bold = inherited(text, "font-weight").equals("bold");
            Font font = new Font(
                    Font.SANS_SERIF,
                    bold ? Font.BOLD : Font.PLAIN,
                    size.isEmpty() ? 12 : (int) Double.parseDouble(size));
            Rectangle2D ink = font.createGlyphVector(context, words).getVisualBounds();
            placed.add(new Placed(
                    words,
                    new Rectangle2D.Double(
                            Double.parseDouble(text.getAttribute("x")) + ink.getX() + 0.5,
                            Double.parseDouble(text.getAttribute("y")) + ink.getY() + 0.5,
                            Math.max(0.1, ink.getWidth() - 1),
                            Math.max(0.1, ink.getHeight() - 1))));
        }
        return placed;
    }

    private List<Element> shapes() {
        List<Element> shapes = new ArrayList<>();
        SHAPES.forEach(tag -> shapes.addAll(elements(tag)));
        return shapes;
    }

    private List<Element> elements(String tag) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String inherited(Element element, String attribute) {
        for (Node node = element; node instanceof Element at; node = node.getParentNode()) {
            if (at.hasAttribute(attribute)) {
                return at.getAttribute(attribute);
            }
        }
        return "";
    }

    private static boolean parentIs(Element element, String tag) {
        return element.getParentNode() instanceof Element parent
                && parent.getTagName().equals(tag);
    }
}
