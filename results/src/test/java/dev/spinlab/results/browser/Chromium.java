package dev.spinlab.results.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with a profile of its own, which reaches no host. */
final class Chromium implements AutoCloseable {
    private static final String LISTENING = "DevTools listening on ";
    private static final int START_SECONDS = 90;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** The program: what the variable {@code CHROMIUM} names, else the first of the usual names on the path. */
    static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = System.getenv("PATH");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it; {@code home} is an empty folder for its profile. */
    static Chromium start(Path program, Path home) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home,
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // Its sandbox needs namespaces that root and many containers do not have; the pages are our own.
                "--no-sandbox",
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(process, DevTools.connect(address(process)));
        } catch (Exception e) {
            kill(process);
            throw e;
        }
    }

    private static String address(Process process) throws InterruptedException, ExecutionException {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "chromium-stderr");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Chromium did not start within " + START_SECONDS + " s", e);
        }
    }

    /** Reads to the end, or the pipe would fill up and stop the browser. */
    private static void read(Process process, CompletableFuture<String> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(LISTENING);
                if (at >= 0) {
                    address.complete(line.substring(at + LISTENING.length()).strip());
                } else if (!address.isDone()) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IllegalStateException("Chromium ended: " + said));
    }

    DevTools tools() {
        return tools;
    }

    @Override
    public void close() {
        try {
            // Asked to end it removes its temporary files; those of its children too.
            tools.post("Browser.close", Map.of());
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tools.close();
        kill(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
