package dev.spinlab.results.matrix;

import static dev.spinlab.results.fixture.Pixels.contrast;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.fixture.Golden;
import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.fixture.Pixels;
import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class MatrixChartTest {
    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** A text of the picture and the room it takes. */
    private record Placed(String text, Rectangle2D area) {}

    @Test
    void looksAsExpectedInEveryLocale() throws IOException {
        Locale.setDefault(Locale.GERMANY);
        MatrixChart.write(MatrixFixture.matrix(), folder);
        Golden.check("verdict-matrix.svg", Files.readString(folder.resolve("verdict-matrix.svg")));
    }

    @Test
    void thePngIsTwiceTheSizeOfTheSvgAndNotBlank() throws IOException {
        Charts.Written written = MatrixChart.write(MatrixFixture.matrix(), folder);
        assertThat(written.files())
                .containsExactly(folder.resolve("verdict-matrix.svg"), folder.resolve("verdict-matrix.png"));
        BufferedImage image = ImageIO.read(folder.resolve("verdict-matrix.png").toFile());
        assertThat(image.getWidth()).isEqualTo(2 * written.drawing().width());
        assertThat(image.getHeight()).isEqualTo(2 * written.drawing().height());
        assertThat(share(image, Mark.WORKS.ground())).isGreaterThan(0.3);
        assertThat(share(image, Mark.REFUSES.ground())).isGreaterThan(0.05);
        assertThat(share(image, Mark.BREAKS.ground())).isGreaterThan(0.05);
        assertThat(share(image, Color.WHITE)).isBetween(0.1, 0.5);
    }

    @Test
    void nothingIsClippedOrOverlaps() throws Exception {
        assertApart(MatrixFixture.matrix());
    }

    @Test
    void longNamesAndManyBreachesFindRoomToo() throws Exception {
        String[] breaches = {
            "deadlock",
            "lost",
            "leaked",
            "freed twice",
            "used after free",
            "list damaged",
            "charge left",
            "busy counter left",
            "CPU not at rest",
            "answer not allowed",
            "two holders",
            "thrown",
            "antidisestablishmentarianism"
        };
        Row full = MatrixFixture.row(
                "abackendwithoutanyhyphenthatislongerthanitscolumn",
                true,
                Map.of("aa", MatrixFixture.breaks("aa", List.of("EPROTONOSUPPORT"), breaches)));
        assertApart(matrix(MatrixFixture.COLUMNS, List.of(full)));
        assertApart(matrix(List.of(new Heading("aa", "a column alone")), List.of()));
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        MatrixChart.write(MatrixFixture.matrix(), folder);
        Element root = svg();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
                .contains(
                        "rqspinlock: recursion works; other task on the CPU works; interrupt, same map refuses EDEADLK;")
                .contains("unprotected-deferred-free (control): ")
                .contains("NMI, same map loses frees twice uses after free;")
                .contains("stuck owner not run;");
        List<String> texts = placed(root).stream().map(Placed::text).toList();
        assertThat(texts)
                .contains("Verdict matrix", "works", "refuses", "EDEADLK", "ETIMEDOUT", "EOPNOTSUPP", "not run")
                .contains("loses", "frees twice", "deadlocks", "1,790,460")
                .anySatisfy(text -> assertThat(text).startsWith("controls"))
                .anySatisfy(text -> assertThat(text).contains("1,234,567 schedules explored", "seed 42"));
    }

    @Test
    void controlsAreBelowWhateverTheOrderOfTheRows() throws Exception {
        Row control = MatrixFixture.row("the-control", true, Map.of());
        Row backend = MatrixFixture.row("the-backend", false, Map.of());
        MatrixChart.write(matrix(MatrixFixture.COLUMNS, List.of(control, backend)), folder);
        List<String> texts = placed(svg()).stream().map(Placed::text).toList();
        assertThat(texts.indexOf("the-backend")).isLessThan(texts.indexOf("the-control"));
        MatrixChart.write(matrix(MatrixFixture.COLUMNS, List.of(backend)), folder);
        assertThat(placed(svg()))
                .noneSatisfy(placed -> assertThat(placed.text()).startsWith("controls"));
    }

    @Test
    void aBreakWithoutABreachAndAnUnknownBreachAreShown() {
        assertThat(Phrases.of(MatrixFixture.breaks("aa", List.of()))).containsExactly("breaks");
        assertThat(Phrases.of(MatrixFixture.breaks("aa", List.of(), "sung"))).containsExactly("sung");
    }

    @ParameterizedTest
    @EnumSource(Mark.class)
    void textIsReadableOnItsGround(Mark mark) {
        assertThat(contrast(mark.ink(), mark.ground())).isGreaterThanOrEqualTo(7);
        assertThat(contrast(mark.quietInk(), mark.ground())).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void groundsDifferInLightnessToo() {
        assertThat(contrast(Mark.WORKS.ground(), Mark.REFUSES.ground())).isGreaterThan(1.2);
        assertThat(contrast(Mark.REFUSES.ground(), Mark.BREAKS.ground())).isGreaterThan(3);
        assertThat(Mark.of(Cell.notRun("aa"))).isEqualTo(Mark.NOT_RUN);
    }

    @Test
    void thePictureOfAnEarlierMatrixIsRemoved() {
        MatrixChart.write(MatrixFixture.matrix(), folder);
        MatrixChart.remove(folder);
        assertThat(folder).isEmptyDirectory();
    }

    private static VerdictMatrix matrix(List<Heading> columns, List<Row> rows) {
        return new VerdictMatrix(1, "", 7, 1, 1, 0.5, "a Java".repeat(60), columns, rows, List.of());
    }

    private void assertApart(VerdictMatrix matrix) throws Exception {
        Charts.Written written = MatrixChart.write(matrix, folder);
        List<Placed> texts = placed(svg());
        Rectangle2D picture = new Rectangle2D.Double(
                0, 0, written.drawing().width(), written.drawing().height());
        for (Placed one : texts) {
            assertThat(picture.contains(one.area())).as("%s", one).isTrue();
            assertThat(texts.stream()
                            .filter(other -> !one.equals(other) && other.area().intersects(one.area())))
                    .as("%s", one)
                    .isEmpty();
        }
    }

    private Element svg() throws Exception {
        String xml = Files.readString(folder.resolve("verdict-matrix.svg"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Placed> placed(Element root) {
        List<Placed> texts = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                String text = element.getTextContent().strip();
                int size = Integer.parseInt(inherited(element, "font-size").replace("px", ""));
                double width = inherited(element, "font-weight").equals("bold")
                        ? Wrap.boldWidth(text, size)
                        : Wrap.width(text, size);
                double baseline = Double.parseDouble(element.getAttribute("y"));
                double x = Double.parseDouble(element.getAttribute("x"));
                texts.add(new Placed(text, new Rectangle2D.Double(x, baseline - 0.8 * size, width, size)));
            }
        }
        return texts;
    }

    private static String inherited(Node node, String attribute) {
        for (Node at = node; at instanceof Element element; at = at.getParentNode()) {
            if (element.hasAttribute(attribute)) {
                return element.getAttribute(attribute);
            }
        }
        return "";
    }

    private static double share(BufferedImage image, Color color) {
        return Pixels.count(image, color) / (double) ((long) image.getWidth() * image.getHeight());
    }
}
