package dev.plimsoll.cli.result;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.judge.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;

/**
 * The folder that a run leaves behind.
 *
 * <ul>
 *   <li>{@code result.json}: verdict, objectives, totals
 *   <li>{@code run-result.json.gz}: all that was measured, as the operator keeps it in a ConfigMap
 *   <li>{@code histograms.hlog}: response times by step and second, as HdrHistogram's tools read them
 * </ul>
 */
public final class ResultFolder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path path;

    private ResultFolder(Path path) {
        this.path = path;
    }

    /** A folder of the run's own below {@code plimsoll-results}: {@code checkout-20261122-134501}. */
    public static ResultFolder below(Path parent, String loadTest, Clock clock) {
        return new ResultFolder(
                parent.resolve(loadTest + "-" + LocalDateTime.now(clock).format(TIME)));
    }

    /** Exactly this folder. */
    public static ResultFolder at(Path path) {
        return new ResultFolder(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Creates the folder, so that a place that cannot be written to is found before the load is sent. */
    public void create() throws IOException {
        Files.createDirectories(path);
    }

    /** Writes all three files. */
    public void write(String loadTest, RunResult result, Judgement judgement) throws IOException {
        create();
        Files.writeString(path.resolve("result.json"), json(loadTest, result, judgement));
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(path.resolve("run-result.json.gz")))) {
            zipped.write(WireFormat.write(result));
        }
        HistogramLog.write(result, path.resolve("histograms.hlog"));
    }

    /** What {@code result.json} holds. */
    public static String json(String loadTest, RunResult result, Judgement judgement) {
        return ResultJson.of(loadTest, result, judgement).text();
    }
}
