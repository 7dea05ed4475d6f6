package dev.spinlab.backend;

/** A services file on the class path names a backend that cannot be had. The message is one line that says which. */
public final class BackendLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackendLoadException(String problem, Throwable cause) {
        super(problem, cause);
    }

    BackendLoadException(String problem) {
        super(problem);
    }
}
