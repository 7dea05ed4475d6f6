package dev.spinlab.zoo;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project with a bug planted: its own classes, the edited ones in front. */
final class Mutant implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/main/java/dev/spinlab");

    private final Path folder;
    private final URLClassLoader loader;

    /**
     * Plants {@code bug}.
     *
     * @param folder an empty folder for the edited sources and classes
     */
    Mutant(SeededBug bug, Path folder) throws IOException {
        this.folder = folder;
        List<Path> edited = writeEdited(bug);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(edited, classes);
        loader = new OwnFirst(
                new URL[] {url(classes), url(Path.of("target/classes")), url(Path.of("target/test-classes"))});
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }

    private List<Path> writeEdited(SeededBug bug) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (SeededBug.Edit edit : bug.edits()) {
            String text = texts.get(edit.file());
            if (text == null) {
                text = Files.readString(SOURCES.resolve(edit.file() + ".java"));
            }
            int first = text.indexOf(edit.from());
            if (first < 0 || text.indexOf(edit.from(), first + 1) >= 0) {
                throw new AssertionError(edit.file() + " does not have this once: " + edit.from());
            }
            texts.put(edit.file(), text.replace(edit.from(), edit.to()));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = folder.resolve("source").resolve(text.getKey() + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, text.getValue()));
        }
        return files;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            String path = Path.of("target/classes")
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path");
            List<String> options = List.of("-d", classes.toString(), "-cp", path, "-proc:none", "-nowarn");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError("the bug does not compile: " + messages);
            }
        }
    }

    /** Hunts in the mutated project. */
    String hunt(String what) throws ReflectiveOperationException {
        Class<?> type = Class.forName(Hunt.class.getName(), true, loader);
        assert type != Hunt.class;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The service loader looks through the thread's loader.
        thread.setContextClassLoader(loader);
        try {
            @SuppressWarnings("unchecked") // Hunt implements it
            UnaryOperator<String> hunt =
                    (UnaryOperator<String>) type.getDeclaredConstructor().newInstance();
            return hunt.apply(what);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Loads this project's classes itself instead of asking its parent first. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL[] urls) {
            super(urls, Mutant.class.getClassLoader());
            setDefaultAssertionStatus(true);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.spinlab.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
