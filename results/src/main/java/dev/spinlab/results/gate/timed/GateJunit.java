package dev.spinlab.results.gate.timed;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A gate as JUnit XML: one test case per row.
 *
 * <p>A red row is a failure; an undecided one is skipped, or a failure by option; the gated rows of a void gate, and
 * controls that failed, are errors. Advisory rows never fail; one that is worse is skipped with a remark.
 */
public final class GateJunit {
    private static final String SUITE = "spinlab.gate.timed";

    private GateJunit() {}

    private enum Result {
        PASSED(""),
        SKIPPED("skipped"),
        FAILURE("failure"),
        ERROR("error");

        private final String element;

        Result(String element) {
            this.element = element;
        }
    }

    /**
     * The test suite.
     *
     * @param verdict the verdict
     * @param onUndecided what an undecided row is taken for
     * @return an XML document
     */
    public static String of(GateVerdict verdict, Status.OnUndecided onUndecided) {
        List<Result> results = verdict.rows().stream()
                .map(row -> result(verdict, row, onUndecided))
                .toList();
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", SUITE);
            xml.writeAttribute("tests", Integer.toString(results.size()));
            xml.writeAttribute("failures", count(results, Result.FAILURE));
            xml.writeAttribute("errors", count(results, Result.ERROR));
            xml.writeAttribute("skipped", count(results, Result.SKIPPED));
            xml.writeCharacters("\n");
            for (int i = 0; i < results.size(); i++) {
                testCase(xml, verdict.rows().get(i), results.get(i), verdict);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out + "\n";
    }

    private static void testCase(XMLStreamWriter xml, RowVerdict row, Result result, GateVerdict verdict)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname",
                GateTexts.printable(SUITE + "." + row.versus() + "." + row.row().backend()));
        xml.writeAttribute(
                "name",
                GateTexts.printable(row.row().workload() + ", " + row.row().measure()));
        if (result != Result.PASSED) {
            xml.writeStartElement(result.element);
            xml.writeAttribute("message", row.outcome().word());
            xml.writeCharacters(String.join("; ", GateTexts.cells(row)));
            if (result == Result.ERROR) {
                xml.writeCharacters("\nvoid: " + String.join("; ", GateTexts.reasons(verdict)));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static Result result(GateVerdict verdict, RowVerdict row, Status.OnUndecided onUndecided) {
        Outcome outcome = row.outcome();
        if (row.versus() == Arm.CANARY) {
            return outcome == Outcome.REGRESSED ? Result.PASSED : Result.ERROR;
        }
        if (row.versus() == Arm.NULL) {
            return outcome == Outcome.REGRESSED || outcome == Outcome.IMPROVED ? Result.ERROR : Result.PASSED;
        }
        if (!row.gated()) {
            return outcome == Outcome.REGRESSED ? Result.SKIPPED : Result.PASSED;
        }
        if (verdict.status() == Status.VOID) {
            return Result.ERROR;
        }
        if (outcome == Outcome.UNDECIDED) {
            return switch (onUndecided) {
                case REPORT -> Result.SKIPPED;
                case PASS -> Result.PASSED;
                case FAIL -> Result.FAILURE;
            };
        }
        return outcome.red() ? Result.FAILURE : Result.PASSED;
    }

    private static String count(List<Result> results, Result result) {
        return Long.toString(results.stream().filter(result::equals).count());
    }
}
