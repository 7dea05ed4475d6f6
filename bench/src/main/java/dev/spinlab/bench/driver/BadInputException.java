package dev.spinlab.bench.driver;

/**
 * What was asked for cannot be done.
 *
 * <p>The message is one line that names the thing and the remedy; it is shown as it stands, without a stack trace.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the message.
     *
     * @param thing what is at fault, for example {@code --backend foo}
     * @param problem what is wrong with it
     * @param remedy what to do about it
     */
    public BadInputException(String thing, String problem, String remedy) {
        super((thing + ": " + problem + "; " + remedy).replaceAll("\\s*[\\r\\n]+\\s*", " "));
    }
}
