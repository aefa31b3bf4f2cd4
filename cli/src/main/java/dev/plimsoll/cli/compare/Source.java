package dev.plimsoll.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.engine.judge.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording that was named on the command line.
 *
 * @param name as the user named it
 * @param log where its log is
 * @param doubt the reason word of a run of Plimsoll's that carries no verdict, so that its numbers prove nothing; null
 *     for others
 */
record Source(String name, Path log, @Nullable String doubt) {
    private static final String LOG = "histograms.hlog";
    private static final String RESULT = "result.json";
    private static final Set<String> BESIDE_LOG = Set.of(RESULT, "run-result.json.gz");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<Reason> DOUBTS = EnumSet.of(
            Reason.ABORTED,
            Reason.INTERRUPTED,
            Reason.RUNNER_LOST,
            Reason.STOPPED,
            Reason.NOT_BEGUN,
            Reason.NO_DATA,
            Reason.GENERATOR_LIMITED);

    /** Finds the log of a result folder, of a file in it, or takes the file as the log that it is. */
    static Source of(String name) throws BadInput {
        var path = Path.of(name);
        if (!Files.exists(path)) {
            throw new BadInput(name + ": there is no such file or folder; check the path");
        }
        var log = log(name, path);
        boolean ours = log.endsWith(LOG);
        return new Source(name, log, ours ? doubt(log.resolveSibling(RESULT)) : null);
    }

    private static Path log(String name, Path path) throws BadInput {
        if (Files.isDirectory(path)) {
            return inFolder(name, path, "name its logs themselves, such as " + path.resolve("*.hlog"));
        }
        return BESIDE_LOG.contains(String.valueOf(path.getFileName()))
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
