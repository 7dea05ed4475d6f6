package dev.spinlab.results.measure;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.run.RunManifest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many elements were unlinked and not yet freed in the course of one iteration.
 *
 * @param fork fork, from 0
 * @param iteration iteration of the fork, as in the file
 * @param samples in the order of time
 */
public record BacklogSeries(int fork, int iteration, List<Sample> samples) {
    private static final String HEADER = "iteration,micros,backlog";
    private static final String REMEDY = "measure again, or restore the file";

    /** Copies the list. */
    public BacklogSeries {
        samples = List.copyOf(samples);
    }

    /**
     * One look at the backlog.
     *
     * @param micros microseconds since the iteration began
     * @param backlog elements
     */
    public record Sample(long micros, long backlog) {}

    /**
     * The most elements seen.
     *
     * @return elements, 0 without samples
     */
    public long peak() {
        return samples.stream().mapToLong(Sample::backlog).max().orElse(0);
    }

    /**
     * The iteration of a row, over all its forks, with the highest peak.
     *
     * @param run the run
     * @param row the row
     * @return empty where the run saved no series for the row
     * @throws BadRunException if a file is damaged
     */
    public static Optional<BacklogSeries> worst(RunDirectory run, Row row) {
        return all(run, row).stream().max(Comparator.comparingLong(BacklogSeries::peak));
    }

    private static List<BacklogSeries> all(RunDirectory run, Row row) {
        JmhResult result = row.result();
        List<BacklogSeries> series = new ArrayList<>();
        for (RunManifest.Histogram log : run.manifest().histograms()) {
            if (log.benchmark().equals(result.benchmark())
                    && log.threads() == result.threads()
                    && log.params().equals(result.params())) {
                Path file = besides(run, log.file());
                if (Files.exists(file)) {
                    series.addAll(read(file, log.fork()));
                }
            }
        }
        return series;
    }

    /** {@code hlog/x.hlog} has its series in {@code series/x.csv}. */
    private static Path besides(RunDirectory run, String log) {
        String name = log.substring(log.lastIndexOf('/') + 1).replaceFirst("\\.hlog$", "");
        return run.root().resolve("series").resolve(name + ".csv");
    }

    static List<BacklogSeries> read(Path file, int fork) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new BadRunException(file, "not a text file", REMEDY, e);
        } catch (IOException e) {
            throw new BadRunException(file, "cannot be read", REMEDY, e);
        }
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new BadRunException(file, "does not begin with " + HEADER, REMEDY);
        }
        Map<Integer, List<Sample>> byIteration = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            try {
                if (cells.length != 3) {
                    throw new NumberFormatException("not three cells");
                }
                byIteration
                        .computeIfAbsent(Integer.valueOf(cells[0]), n -> new ArrayList<>())
                        .add(new Sample(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
            } catch (NumberFormatException e) {
                throw new BadRunException(
                        file, "line " + (i + 1) + " is not three whole numbers, or cut short", REMEDY, e);
            }
        }
        List<BacklogSeries> series = new ArrayList<>();
        byIteration.forEach((iteration, samples) -> series.add(new BacklogSeries(fork, iteration, samples)));
        return series;
    }
}
