package dev.plimsoll.cli.result;

import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.judge.Baseline;
import dev.plimsoll.engine.judge.BaselineRun;
import dev.plimsoll.engine.judge.BaselineSource;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.operator.collect.ResultCodec;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of earlier runs on this machine, which a run is held against. Whoever names them says that they are good. */
public final class EarlierResults {
    private final List<Earlier> oldestFirst;

    private EarlierResults(List<Earlier> oldestFirst) {
        this.oldestFirst = oldestFirst;
    }

    private record Earlier(String name, RunResult result) {}

    /**
     * Reads the folders that runs left behind.
     *
     * @throws IOException when one of them holds no result that this version can read; its message says which
     */
    public static EarlierResults read(List<Path> folders) throws IOException {
        var read = new ArrayList<Earlier>();
        for (var folder : folders) {
            read.add(new Earlier(String.valueOf(folder.toRealPath().getFileName()), result(folder)));
        }
        read.sort(Comparator.comparingLong(earlier -> earlier.result.startAtEpochNanos()));
        return new EarlierResults(read);
    }

    private static RunResult result(Path folder) throws IOException {
        var file = folder.resolve(ResultFolder.EVERYTHING);
        try {
            var result = ResultCodec.decode(Files.readAllBytes(file));
            if (result.version() != RunPlan.VERSION) {
                throw new IOException(file + " was written by another version of plimsoll");
            }
            return result;
        } catch (WireFormat.MalformedMessageException | UncheckedIOException e) {
            throw new IOException(file + " is no result: " + e.getMessage(), e);
        }
    }

    /** Whether a plan is judged by a budget that looks for earlier runs. */
    public static boolean areAskedFor(Planned planned) {
        return planned.budgets().stream().anyMatch(EarlierResults::looksBack);
    }

    /** What a run of a plan is held against, by budget. */
    public Map<String, Baseline> baselines(Planned planned) {
        var runs = new ArrayList<BaselineRun>();
        var refused = new ArrayList<String>();
        for (var earlier : oldestFirst) {
            difference(earlier.result, planned)
                    .ifPresentOrElse(
                            why -> refused.add(earlier.name + " " + why),
                            () -> runs.add(BaselineRun.of(earlier.name, earlier.result, planned.budgets())));
        }
        var baseline = new Baseline(runs, refused);
        return planned.budgets().stream()
                .filter(EarlierResults::looksBack)
                .map(Budget::name)
                .distinct()
                .collect(Collectors.toMap(name -> name, _ -> baseline));
    }

    private static boolean looksBack(Budget budget) {
        return !(budget.baseline() instanceof BaselineSource.Comparison)
                && budget.objectives().stream().anyMatch(Objective.Regression.class::isInstance);
    }

    private static Optional<String> difference(RunResult earlier, Planned now) {
        var differences = new ArrayList<String>();
        if (!earlier.plan().arms().equals(now.plan().arms())) {
            differences.add("had another target");
        }
        if (!earlier.plan().phases().equals(now.plan().phases())) {
            differences.add("had another load or other scenarios");
        }
        if (!earlier.plan().data().equals(now.plan().data())) {
            differences.add("had other data");
        }
        if (earlier.plannedShards() != now.shards()) {
            differences.add("had %d runner%s, this run has %d"
                    .formatted(earlier.plannedShards(), earlier.plannedShards() == 1 ? "" : "s", now.shards()));
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", differences));
    }
}
