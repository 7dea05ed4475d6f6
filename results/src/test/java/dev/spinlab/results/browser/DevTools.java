package dev.spinlab.results.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The DevTools protocol: commands with answers, and events as they come. */
final class DevTools implements WebSocket.Listener {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ANSWER_SECONDS = 60;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;

    private DevTools() {}

    static DevTools connect(String address) throws Exception {
        DevTools tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), tools)
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return tools;
    }

    /** Sends a command and waits for its result; {@code session} is that of a page, empty for the browser's own. */
    JsonNode send(String session, String method, Map<String, ?> params) throws Exception {
        CompletableFuture<JsonNode> answer = ask(session, method, params);
        JsonNode reply = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (reply.has("error")) {
            throw new IllegalStateException(method + ": " + reply.get("error"));
        }
        return reply.get("result");
    }

    /** Sends a command to the browser without waiting for what becomes of it. */
    void post(String method, Map<String, ?> params) {
        CompletableFuture<JsonNode> unheard = ask("", method, params);
        unheard.cancel(false);
    }

    private CompletableFuture<JsonNode> ask(String session, String method, Map<String, ?> params) {
        int id = ids.incrementAndGet();
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("id", id);
        command.put("method", method);
        command.put("params", params);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        WebSocket connected = socket;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        connected.sendText(JSON.writeValueAsString(command), true).join();
        return answer;
    }

    /** The events of a session so far. */
    List<JsonNode> events(String session) {
        return events.stream()
                .filter(event -> event.path("sessionId").asString("").equals(session))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            JsonNode node = JSON.readTree(message.toString());
            message.setLength(0);
            if (node.has("id")) {
                CompletableFuture<JsonNode> answer = open.remove(node.get("id").intValue());
                if (answer != null) {
                    answer.complete(node);
                }
            } else {
                events.add(node);
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        open.values().forEach(answer -> answer.completeExceptionally(error));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        onError(from, new IllegalStateException("the browser closed the connection: " + reason));
        return CompletableFuture.completedStage(null);
    }

    void close() {
        WebSocket connected = socket;
        if (connected != null) {
            connected.abort();
        }
    }
}
