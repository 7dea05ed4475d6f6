package dev.spinlab.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit over every backend on the class path that is not a control.
 *
 * <p>For a backend of your own: name it in a services file, put this test's jar on the class path of your tests, and extend
 * this class. Checks that are about other backends are skipped.
 */
public class KitTest {
    /** Returns the checks of the locks. */
    @TestFactory
    public Stream<DynamicNode> locks() {
        return Kit.ofLocks().stream().map(check -> test(check, Backends.all().get(0)));
    }

    /** Returns, for each backend, all checks that depend on it. */
    @TestFactory
    public Stream<DynamicNode> backends() {
        return Backends.all().stream()
                .filter(backend -> !backend.isControl() && !backend.isReference())
                .map(backend -> dynamicContainer(backend.id(), tests(backend)));
    }

    private static Stream<DynamicNode> tests(StorageBackend backend) {
        Stream<DynamicNode> applying = Kit.of(backend).stream().map(check -> test(check, backend));
        return Stream.concat(applying, Kit.skipped(backend).stream().map(KitTest::skipped));
    }

    /** Shows up as skipped, so that nobody has to guess what was left out. */
    private static DynamicNode skipped(Check check) {
        return dynamicTest(check.id() + " " + check.title(), () -> Assumptions.abort("it is about " + check.applies()));
    }

    private static DynamicNode test(Check check, StorageBackend backend) {
        return dynamicTest(check.id() + " " + check.title(), () -> check.run(backend));
    }
}
