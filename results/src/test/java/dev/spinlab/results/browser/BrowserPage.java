package dev.spinlab.results.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A file shown in a tab of its own, with what it said and asked for. */
final class BrowserPage implements AutoCloseable {
    private static final int LOAD_SECONDS = 60;

    private final DevTools tools;
    private final String target;
    private final String session;

    private BrowserPage(DevTools tools, String target, String session) {
        this.tools = tools;
        this.target = target;
        this.session = session;
    }

    /** Shows a file in a window of the given size, networking off, and waits until it has loaded. */
    static BrowserPage open(Chromium browser, Path file, int width, int height) throws Exception {
        DevTools tools = browser.tools();
        String target = tools.send("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .stringValue();
        String session = tools.send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .stringValue();
        BrowserPage page = new BrowserPage(tools, target, session);
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            page.send(domain + ".enable", Map.of());
        }
        page.send(
                "Network.emulateNetworkConditions",
                Map.of("offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        page.resize(width, height);
        page.send("Page.navigate", Map.of("url", file.toUri().toString()));
        page.awaitLoad();
        return page;
    }

    private void awaitLoad() throws Exception {
        long end = System.nanoTime() + LOAD_SECONDS * 1_000_000_000L;
        while (events("Page.loadEventFired").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the page did not load within " + LOAD_SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    void resize(int width, int height) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void dark() throws Exception {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** The value of an expression of JavaScript. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode reply = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (reply.has("exceptionDetails")) {
            throw new IllegalStateException(reply.get("exceptionDetails").toString());
        }
        return reply.get("result").path("value");
    }

    /** Presses and lets go of a key, as a person would. */
    void press(String key, String code, int number) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            boolean space = key.equals(" ") && type.equals("keyDown");
            send(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            code,
                            "windowsVirtualKeyCode",
                            number,
                            "text",
                            space ? " " : ""));
        }
    }

    /** Moves the pointer to a place of the window. */
    void point(double x, double y) throws Exception {
        send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** Everything that the console would show in red or yellow: errors, warnings, exceptions, breaches of the policy. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        events("Runtime.exceptionThrown").forEach(event -> complaints.add(event.toString()));
        for (JsonNode event : events("Runtime.consoleAPICalled")) {
            if (List.of("error", "warning", "assert")
                    .contains(event.path("type").asString(""))) {
                complaints.add(event.toString());
            }
        }
        for (JsonNode event : events("Log.entryAdded")) {
            if (List.of("error", "warning")
                    .contains(event.path("entry").path("level").asString(""))) {
                complaints.add(event.toString());
            }
        }
        return complaints;
    }

    /** Every address that was asked for. */
    List<String> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asString(""))
                .toList();
    }

    /** A picture of the window, or of the whole page. */
    void screenshot(Path file, boolean whole) throws Exception {
        JsonNode reply = send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        Files.write(file, Base64.getDecoder().decode(reply.get("data").stringValue()));
    }

    private List<JsonNode> events(String method) {
        return tools.events(session).stream()
                .filter(event -> event.path("method").asString("").equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    private JsonNode send(String method, Map<String, ?> params) throws Exception {
        return tools.send(session, method, params);
    }

    /** Best effort: the browser is ended after the tests anyway. */
    @Override
    public void close() {
        tools.post("Target.closeTarget", Map.of("targetId", target));
    }
}
