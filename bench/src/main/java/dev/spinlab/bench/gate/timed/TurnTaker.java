package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.harness.Turns;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A process that measures whenever it is given a turn: see {@link Turns}. Closing it ends it. */
final class TurnTaker implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final long patienceNanos;
    private final Thread reader;

    /** One for each turn that was asked for, and one for the end. */
    private final Semaphore news = new Semaphore(0);

    private volatile boolean done;
    private volatile boolean ended;

    /**
     * Starts one.
     *
     * @param command the whole command
     * @param log for what it says
     * @param patience what it may take from one turn to the next
     * @throws ForkFailedException if it cannot be started
     */
    TurnTaker(List<String> command, Path log, Duration patience) throws ForkFailedException {
        this.log = log;
        patienceNanos = patience.toNanos();
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new ForkFailedException("no JVM could be started: " + e.getMessage());
        }
        reader = new Thread(this::read, "turns");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader();
                BufferedWriter out = Files.newBufferedWriter(log)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.endsWith(Turns.ASK)) {
                    news.release();
                } else if (line.endsWith(Turns.DONE)) {
                    done = true;
                    news.release();
                } else {
                    out.write(line);
                    out.newLine();
                }
            }
        } catch (IOException e) {
            process.destroyForcibly(); // Its end says that it failed.
        } finally {
            ended = true;
            news.release();
        }
    }

    /**
     * Waits until it asks for a turn or ends.
     *
     * @throws ForkFailedException if it does neither for too long
     */
    void await() throws ForkFailedException, InterruptedException {
        if (!ended && !news.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS)) {
            throw hung();
        }
    }

    /** Gives it a turn, and waits until that is over. */
    void turn() throws ForkFailedException, InterruptedException {
        try {
            OutputStream in = process.getOutputStream();
            in.write('\n');
            in.flush();
        } catch (IOException e) {
            ended = true; // The pipe is broken: what became of it is asked at the end.
        }
        await();
    }

    private ForkFailedException hung() {
        process.destroyForcibly();
        return new ForkFailedException("hung; killed after " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos) + " s");
    }

    /** Returns whether it wants no more turns. */
    boolean done() {
        return done || ended;
    }

    boolean ended() {
        return ended;
    }

    /**
     * Waits for its end.
     *
     * @return exit code
     * @throws ForkFailedException if it does not end for too long
     */
    int exitCode() throws ForkFailedException, InterruptedException {
        reader.join(TimeUnit.NANOSECONDS.toMillis(patienceNanos));
        if (reader.isAlive() || !process.waitFor(patienceNanos, TimeUnit.NANOSECONDS)) {
            throw hung();
        }
        return process.exitValue();
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
