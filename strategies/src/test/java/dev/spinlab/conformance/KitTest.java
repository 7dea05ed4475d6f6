package dev.spinlab.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit over every backend on the class path that is not a control.
 *
 * <p>For a backend of your own: put it and this test's jar on the class path of your tests, and run this class.
 */
public class KitTest {
    /** Returns the checks of the locks. */
    @TestFactory
    public Stream<DynamicNode> locks() {
        return Kit.ofLocks().stream().map(check -> test(check, Backends.all().get(0)));
    }

    /** Returns, for each backend, the checks that apply to it. */
    @TestFactory
    public Stream<DynamicNode> backends() {
        return Backends.all().stream()
                .filter(backend -> !backend.isControl() && !backend.isReference())
                .map(backend -> dynamicContainer(backend.id(), tests(backend)));
    }

    private static Stream<DynamicNode> tests(StorageBackend backend) {
        List<Check> checks = Kit.of(backend);
        return checks.stream().map(check -> test(check, backend));
    }

    private static DynamicNode test(Check check, StorageBackend backend) {
        return dynamicTest(check.id() + " " + check.title(), () -> check.run(backend));
    }
}
