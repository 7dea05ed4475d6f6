package dev.spinlab.bench.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a machine, from a test resource: each file's text stands under a line {@code ==> path <==}. */
record CapturedMachine(Map<String, String> files) implements SystemFiles {

    static CapturedMachine of(String name) {
        try (InputStream in = CapturedMachine.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no captured machine " + name);
            }
            Map<String, String> files = new HashMap<>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^==> ", -1)) {
                int end = part.indexOf(" <==\n");
                if (end > 0) {
                    files.put(part.substring(0, end), part.substring(end + " <==\n".length()));
                }
            }
            return new CapturedMachine(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String read(String path) {
        return files.get(path);
    }
}
