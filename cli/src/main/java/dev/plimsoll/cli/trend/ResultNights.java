package dev.plimsoll.cli.trend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.result.ResultFolder;
import dev.plimsoll.operator.trend.NightRecords;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nights from the folders that {@code run} left: one each, in the order in which they started. */
public final class ResultNights {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultNights() {}

    /** As much of {@code result.json} as a trend needs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            @Nullable String loadTest,
            @Nullable String target,
            @Nullable String startedAt,
            @Nullable String reason,
            @Nullable List<ObjectiveResult> objectives) {}

    /** An objective in it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ObjectiveResult(
            @Nullable String phase,
            @Nullable String budget,
            @Nullable String name,
            @Nullable String verdict,
            @Nullable String limit,
            @Nullable String measured) {}

    /**
     * Reads folders of runs, folders of such folders, and {@code result.json} files.
     *
     * @param budget the one to look at; null for all
     * @return a trend for each LoadTest, by name
     * @throws BadInput when something that was named holds no result
     */
    public static List<TestTrend> read(List<String> names, @Nullable String budget) throws BadInput {
        var files = new TreeSet<Path>();
        for (var name : names) {
            files.addAll(find(name));
        }
        var byTest = new TreeMap<String, TrendSeries>();
        for (var file : files) {
            var result = result(file);
            byTest.merge(
                    text(file, "loadTest", result.loadTest()),
                    TrendSeries.EMPTY.with(night(file, result)),
                    (series, one) -> series.with(one.nights().getFirst()));
        }
        return byTest.entrySet().stream()
                .map(test -> TestTrend.of(test.getKey(), test.getValue(), budget))
                .toList();
    }

    private static List<Path> find(String name) throws BadInput {
        var path = Path.of(name);
        if (!Files.exists(path)) {
            throw new BadInput(name + ": there is no such file or folder; check the path");
        }
        var found = new ArrayList<Path>();
        try {
            if (!Files.isDirectory(path)) {
                found.add(path.toRealPath());
            } else if (Files.exists(path.resolve(ResultFolder.SUMMARY))) {
                found.add(path.resolve(ResultFolder.SUMMARY).toRealPath());
            } else {
                try (var folders = Files.newDirectoryStream(path)) {
                    for (var folder : folders) {
                        if (Files.exists(folder.resolve(ResultFolder.SUMMARY))) {
                            found.add(folder.resolve(ResultFolder.SUMMARY).toRealPath());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new BadInput(name + ": cannot be read: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw new BadInput(name + ": neither it nor a folder in it has a " + ResultFolder.SUMMARY
                    + "; name folders that plimsoll run left, or the folder they are in");
        }
        return found;
    }

    private static Result result(Path file) throws BadInput {
        try {
            return JSON.readValue(Files.readAllBytes(file), Result.class);
        } catch (JsonProcessingException e) {
            throw new BadInput(file + ": is no result of plimsoll run: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static NightRecord night(Path file, Result result) throws BadInput {
        var objectives = new ArrayList<Point>();
        for (var objective : result.objectives() == null ? List.<ObjectiveResult>of() : result.objectives()) {
            objectives.add(new Point(
                    objective.phase(),
                    text(file, "objectives.budget", objective.budget()),
                    text(file, "objectives.name", objective.name()),
                    text(file, "objectives.limit", objective.limit()),
                    objective.measured(),
                    text(file, "objectives.verdict", objective.verdict())));
        }
        var folder = file.resolveSibling("");
        return new NightRecord(
                String.valueOf(folder.getFileName()),
                file.toString(),
                time(file, text(file, "startedAt", result.startedAt())),
                PlanDigest.of(folder, result.target() == null ? "" : result.target()),
                NightRecords.isDoubtful(text(file, "reason", result.reason())),
                objectives);
    }

    private static String time(Path file, String text) throws BadInput {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new BadInput(file + ": startedAt: \"" + text + "\" is no time; is it a result of plimsoll run?");
        }
    }

    private static String text(Path file, String field, @Nullable String value) throws BadInput {
        if (value == null) {
            throw new BadInput(file + ": " + field + " is missing; is it a result of plimsoll run?");
        }
        return value;
    }
}
