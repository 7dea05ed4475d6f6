package dev.spinlab.results.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of a run directory cannot be read, understood or written.
 *
 * <p>The message is one line that names the file, what is wrong with it and the remedy; it is meant to be shown to a
 * person as it stands, without a stack trace.
 */
public final class BadRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the one-line message.
     *
     * @param file the file or directory at fault
     * @param problem what is wrong
     * @param remedy what to do about it
     * @param cause what revealed it, or null
     */
    public BadRunException(Path file, String problem, String remedy, @Nullable Throwable cause) {
        super(oneLine(file + ": " + problem + "; " + remedy), cause);
    }

    /**
     * As {@link #BadRunException(Path, String, String, Throwable)}, for faults that no exception revealed.
     *
     * @param file the file or directory at fault
     * @param problem what is wrong
     * @param remedy what to do about it
     */
    public BadRunException(Path file, String problem, String remedy) {
        this(file, problem, remedy, null);
    }

    public static BadRunException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new BadRunException(
                    file, "no such file", "give the directory of a finished run, or measure again", cause);
        }
        return new BadRunException(
                file, "cannot be read (" + reason(cause) + ")", "check the file and its permissions", cause);
    }

    /**
     * A file could not be written.
     *
     * @param file the file
     * @param cause what the file system said
     * @return the exception to throw
     */
    public static BadRunException unwritable(Path file, IOException cause) {
        return new BadRunException(
                file,
                "cannot be written (" + reason(cause) + ")",
                "make the folder writable or choose another one",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
