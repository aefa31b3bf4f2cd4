package dev.plimsoll.cli.result;

import dev.plimsoll.cli.log.HistogramLog;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.judge.Judgement;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;

/**
 * The folder that a run leaves behind. It is there before load is sent, so that a place that cannot be written to is
 * found in time, and it is for its owner only: what was measured comes with the requests, and they may hold secrets.
 *
 * <ul>
 *   <li>{@code result.json}: verdict, objectives, totals
 *   <li>{@code run-result.json.gz}: all that was measured, as the operator keeps it in a ConfigMap
 *   <li>{@code histograms.hlog}: response times by step and second, as HdrHistogram's tools read them
 * </ul>
 */
public final class ResultFolder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    /** Verdict, objectives, totals. */
    public static final String SUMMARY = "result.json";

    /** All that was measured. */
    public static final String EVERYTHING = "run-result.json.gz";

    private final Path path;

    private ResultFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates a folder of the run's own below {@code plimsoll-results}: {@code checkout-20261122-134501}, or
     * {@code checkout-20261122-134501-2} where another run began in the same second.
     */
    public static ResultFolder createBelow(Path parent, String loadTest, Clock clock) throws IOException {
        Files.createDirectories(parent);
        var name = loadTest + "-" + LocalDateTime.now(clock).format(TIME);
        for (int attempt = 1; ; attempt++) {
            var path = parent.resolve(attempt == 1 ? name : name + "-" + attempt);
            try {
                return new ResultFolder(Files.createDirectory(path, permissions("rwx------")));
            } catch (FileAlreadyExistsException _) {
                // somebody else's
            }
        }
    }

    /**
     * Creates exactly this folder, or takes it when it is there and holds no run.
     *
     * @throws FileAlreadyExistsException when it holds one: a script that reads a fixed place must not get an older
     *     verdict than it asked for
     */
    public static ResultFolder createAt(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, permissions("rwx------"));
        }
        if (Files.exists(path.resolve(SUMMARY)) || Files.exists(path.resolve("runner-0.log"))) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return new ResultFolder(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Writes all three files. */
    public void write(String loadTest, RunResult result, Judgement judgement) throws IOException {
        Files.writeString(path.resolve(SUMMARY), json(loadTest, result, judgement));
        var everything = path.resolve(EVERYTHING);
        Files.deleteIfExists(everything);
        Files.createFile(everything, permissions("rw-------")); // the folder may be one that others read
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(everything))) {
            zipped.write(WireFormat.write(result));
        }
        HistogramLog.write(result, path.resolve("histograms.hlog"));
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /** What {@code result.json} holds. */
    public static String json(String loadTest, RunResult result, Judgement judgement) {
        return ResultJson.of(loadTest, result, judgement).text();
    }
}
