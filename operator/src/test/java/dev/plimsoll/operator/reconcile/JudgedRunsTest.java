package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.ResultStore;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.job.RunnerJob;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.status.Whereabouts;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.Golden;
import dev.plimsoll.operator.testing.Resources;
import dev.plimsoll.operator.translate.Translation.Planned;
import dev.plimsoll.operator.translate.Translator;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a LoadTest, its budgets and what a target answers to the statuses of its runs, one after the other, by the code
 * that the phases of a run use.
 */
class JudgedRunsTest {
    private static final Golden GOLDEN = Golden.folder("judged");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Instant FIRST_RUN = Instant.parse("2026-11-29T07:00:00Z");
    private static final Whereabouts TOGETHER = Whereabouts.of(Set.of("node-1"), Set.of("node-1"));
    private static final RunnerSettings SETTINGS =
            new RunnerSettings("plimsoll.dev/runner:test", "http://operator:8080", Duration.ofMinutes(5));

    private final FakeCluster fake = new FakeCluster();
    private final Cluster cluster = new Cluster(fake.client(), new EventFactory(Clock.systemUTC(), "operator-0"));
    private final KnownRuns known = new KnownRuns(() -> true);
    private final Results results = new Results();
    private final List<FrozenBudget> budgets = new ArrayList<>();
    private final Map<String, LoadTestRun> runs = new LinkedHashMap<>();

    @AfterEach
    void close() {
        fake.close();
    }

    static List<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSayInStatusWhatTheRunsCameTo(String name) throws IOException {
        known.readFrom(new Runs(runs));
        LoadTest test = null;
        for (var document : GOLDEN.in(name).split("\n---\n", -1)) {
            var tree = YAML.unmarshal(document, JsonNode.class);
            switch (tree.path("kind").asText()) {
                case "LoadTest" -> test = Resources.loadTest(document);
                case "PerformanceBudget" -> budget(document);
                case "LoadTestRun" -> run(Objects.requireNonNull(test), (ObjectNode) tree);
                default -> throw new AssertionError("no kind of a golden file: " + document);
            }
        }
        assertThat(runs).isNotEmpty();
        GOLDEN.assertOut(name, runs.values().stream().map(JudgedRunsTest::shown).toList());
    }

    private void budget(String document) {
        var budget = Resources.budget(document);
        var metadata = budget.getMetadata();
        budgets.add(new FrozenBudget(metadata.getName(), metadata.getGeneration(), budget.getSpec()));
    }

    private void run(LoadTest test, ObjectNode tree) {
        var answers = new Answers(Stream.of(YAML.convertValue(tree.remove("answers"), Answers.Answer[].class))
                .toList());
        var run = frozen(test, Resources.loadTestRun(YAML.asYaml(tree)));
        var planned = (Planned) new RunPlanner(LimitsConfig.NONE).plan(run, test(run), budgets);
        var startAt = FIRST_RUN.plus(Duration.ofHours(runs.size()));
        var result = result(answers, planned, startAt);
        start(run, planned, startAt, result);
        judge(run, planned, startAt.plusNanos(result.intervals().getLast().endNanos()), result);
        runs.put(run.getMetadata().getName(), run);
    }

    /** A run of the LoadTest as the overrides make it. */
    private static LoadTestRun frozen(LoadTest test, LoadTestRun asked) {
        var overrides = asked.getSpec() == null ? null : asked.getSpec().overrides();
        var name = asked.getMetadata().getName();
        var overridden = new LoadTest();
        overridden.setMetadata(test.getMetadata());
        overridden.setSpec(FrozenRun.overridden(test.getSpec(), overrides));
        var run = FrozenRun.create(overridden, name, "golden");
        run.getMetadata().setUid("uid-of-" + name);
        run.getMetadata().setGeneration(1L);
        return run;
    }

    /** All of the run; of a comparison as many rounds as decide it, and the warm-up of the next. */
    private static RunResult result(Answers answers, Planned planned, Instant startAt) {
        var plan = planned.plan();
        var comparison = plan.comparison();
        if (comparison != null) {
            for (int round = comparison.minRounds(); round < comparison.maxRounds(); round++) {
                long end = round * comparison.roundNanos();
                var soFar = answers.until(end, plan, startAt, planned.shards(), null);
                var progress = Judge.progress(soFar, planned.budgets());
                if (progress.over()) {
                    return answers.until(
                            end + warmupNanos(plan),
                            plan,
                            startAt,
                            planned.shards(),
                            StopCause.DECIDED.because(progress.sentence()));
                }
            }
        }
        return answers.until(plan.durationNanos(), plan, startAt, planned.shards(), null);
    }

    private static long warmupNanos(RunPlan plan) {
        return plan.phases().getFirst().warmups().getFirst().lengthNanos();
    }

    private void start(LoadTestRun run, Planned planned, Instant startAt, RunResult result) {
        var statuses = statusesAt(startAt);
        var metadata = run.getMetadata();
        var test = test(run);
        run.setStatus(
                statuses.planned(run, Translator.target(test, metadata.getNamespace()), budgets, planned.shards()));
        if (test.comparison() != null) {
            run.setStatus(statuses.placed(run, TOGETHER));
        }
        run.setStatus(
                statuses.started(run, startAt, result.shards(), ConfigMapResultStore.nameFor(metadata.getName())));
    }

    private void judge(LoadTestRun run, Planned planned, Instant end, RunResult result) {
        var job = RunnerJob.of(run, test(run), planned.plan(), SETTINGS);
        var observed = new ObservedRun(run, Optional.of(job), List.of());
        results.save(observed.name(), () -> result);
        var setup = new RunnerSetups(cluster).look(observed);
        var earlier = new Baselines(known, results).of(observed, setup, planned.budgets());
        var judgement = Judge.judge(result, planned.budgets(), earlier.byBudget());
        var whereabouts = test(run).comparison() == null ? null : TOGETHER;
        var judged = statusesAt(end).judged(run, result, judgement, whereabouts);
        run.setStatus(RunStatuses.heldAgainst(judged, setup, earlier.statuses()));
    }

    private static RunStatuses statusesAt(Instant now) {
        return new RunStatuses(new Conditions(Clock.fixed(now, ZoneOffset.UTC)));
    }

    private static LoadTestSpec test(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().test());
    }

    private static LoadTestRun shown(LoadTestRun run) {
        var shown = new LoadTestRun();
        shown.getMetadata().setName(run.getMetadata().getName());
        shown.setStatus(run.getStatus());
        return shown;
    }

    private static final class Results implements ResultStore {
        private final Map<RunName, RunResult> saved = new LinkedHashMap<>();

        @Override
        public RunResult save(RunName run, Supplier<RunResult> result) {
            saved.put(run, result.get());
            return result.get();
        }

        @Override
        public Optional<RunResult> load(RunName run) {
            return Optional.ofNullable(saved.get(run));
        }
    }

    /** As an informer would have them. */
    private record Runs(Map<String, LoadTestRun> runs) implements Cache<LoadTestRun> {
        @Override
        public Optional<LoadTestRun> get(ResourceID id) {
            return Optional.ofNullable(runs.get(id.getName()));
        }

        @Override
        public Stream<ResourceID> keys() {
            return runs.values().stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<LoadTestRun> list(Predicate<LoadTestRun> predicate) {
            return runs.values().stream().filter(predicate);
        }
    }
}
