package dev.plimsoll.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.judge.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording that was named on the command line.
 *
 * @param name as the user named it
 * @param log where its log is, or the packed result that has what would be in one
 * @param doubt the reason word of a run of Plimsoll's that carries no verdict, so that its numbers prove nothing; null
 *     for others
 */
record Source(String name, Path log, @Nullable String doubt) {
    private static final String LOG = "histograms.hlog";
    private static final String RESULT = "result.json";
    private static final String EVERYTHING = "run-result.json.gz";
    private static final Set<String> BESIDE_LOG = Set.of(RESULT, EVERYTHING);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<Reason> DOUBTS = EnumSet.of(
            Reason.ABORTED,
            Reason.INTERRUPTED,
            Reason.RUNNER_LOST,
            Reason.STOPPED,
            Reason.NOT_BEGUN,
            Reason.NO_DATA,
            Reason.GENERATOR_LIMITED);

    /**
     * Finds the log of a result folder, of a file in it, or takes the file as the log or the packed result that it is.
     */
    static Source of(String name) throws BadInput {
        var path = Path.of(name);
        if (!Files.exists(path)) {
            throw new BadInput(name + ": there is no such file or folder; check the path");
        }
        var log = log(name, path);
        if (isPacked(name, log)) {
            var reason = Judge.judge(PackedResult.read(name, log), List.of()).reason();
            return new Source(name, log, DOUBTS.contains(reason) ? reason.word() : null);
        }
        boolean ours = log.endsWith(LOG);
        return new Source(name, log, ours ? doubt(log.resolveSibling(RESULT)) : null);
    }

    private static boolean isPacked(String name, Path log) throws BadInput {
        try {
            return PackedResult.is(log);
        } catch (IOException e) {
            throw new BadInput(name + ": cannot be read: " + e.getMessage());
        }
    }

    /** The lines of its log. */
    BufferedReader open() throws IOException, BadInput {
        return PackedResult.is(log)
                ? new BufferedReader(new StringReader(PackedResult.asLog(PackedResult.read(name, log))))
                : Files.newBufferedReader(log);
    }

    private static Path log(String name, Path path) throws BadInput {
        if (Files.isDirectory(path)) {
            return inFolder(name, path, "name its logs themselves, such as " + path.resolve("*.hlog"));
        }
        var fileName = String.valueOf(path.getFileName());
        boolean whole = EVERYTHING.equals(fileName) && !Files.exists(path.resolveSibling(LOG));
        return BESIDE_LOG.contains(fileName) && !whole
                ? inFolder(name, path.resolveSibling(""), "name the log itself")
                : path;
    }

    private static Path inFolder(String name, Path folder, String remedy) throws BadInput {
        var log = folder.resolve(LOG);
        if (!Files.exists(log)) {
            throw new BadInput(name + ": there is no " + LOG + ", as a result of plimsoll run has; " + remedy);
        }
        return log;
    }

    private static @Nullable String doubt(Path result) throws BadInput {
        if (!Files.exists(result)) {
            return null;
        }
        try {
            var reason = JSON.readTree(Files.readString(result)).path("reason").asText();
            return DOUBTS.stream().anyMatch(doubt -> doubt.word().equals(reason)) ? reason : null;
        } catch (JsonProcessingException _) {
            throw new BadInput(result + ": is no JSON, so nobody knows whether the run is sound; name only its " + LOG
                    + ", copied elsewhere, or run it again");
        } catch (IOException e) {
            throw new BadInput(result + ": cannot be read: " + e.getMessage());
        }
    }
}
