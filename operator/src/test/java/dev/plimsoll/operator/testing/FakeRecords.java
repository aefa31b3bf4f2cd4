package dev.plimsoll.operator.testing;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.gate.GateRecords;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** LoadTests and runs in memory, each run created a minute after the last. */
public final class FakeRecords implements GateRecords {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final Map<String, LoadTest> tests = new TreeMap<>();
    private final Map<String, LoadTestRun> runs = new ConcurrentSkipListMap<>();
    private volatile Consumer<String> before = _ -> {};
    private int created;

    /** There is this LoadTest. */
    public LoadTest add(String yaml) {
        var test = Resources.loadTest(yaml);
        test.getMetadata().setNamespace(FakeCluster.NAMESPACE);
        test.getMetadata().setUid("uid-of-" + test.getMetadata().getName());
        tests.put(test.getMetadata().getName(), test);
        return test;
    }

    /** There is this run, whoever made it. */
    public void add(LoadTestRun run) {
        run.getMetadata().setUid(UUID.randomUUID().toString());
        run.getMetadata()
                .setCreationTimestamp(FIRST.plusSeconds(60L * created++).toString());
        runs.put(run.getMetadata().getName(), run);
    }

    /** From now on this happens before each call, which is told by its name. */
    public void beforeEachCall(Consumer<String> what) {
        before = what;
    }

    /** The run has its verdict, and what that means was decided. */
    public void decide(String run, Verdict verdict, GateAction action) {
        status(
                run,
                "{phase: Complete, verdict: %s, reason: Measured, message: p99 is so and so, gate: {action: %s, outcome: Told, message: told}}"
                        .formatted(verdict, action));
    }

    /** The run has this status. */
    public void status(String run, String yaml) {
        run(run).setStatus(YAML.unmarshal("---\n" + yaml, LoadTestRunStatus.class));
    }

    public LoadTestRun run(String name) {
        return Objects.requireNonNull(runs.get(name), () -> name + " is not among " + runs.keySet());
    }

    public List<String> runNames() {
        return List.copyOf(runs.keySet());
    }

    /** What an annotation of a run says; null when it has none. */
    public @Nullable String annotation(String run, String annotation) {
        var annotations = run(run).getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(annotation);
    }

    @Override
    public Optional<LoadTest> loadTest(String namespace, String name) {
        before.accept("loadTest");
        return loadTests(namespace).stream()
                .filter(test -> test.getMetadata().getName().equals(name))
                .findFirst();
    }

    @Override
    public List<LoadTest> loadTests(String namespace) {
        before.accept("loadTests");
        return namespace.equals(FakeCluster.NAMESPACE) ? List.copyOf(tests.values()) : List.of();
    }

    @Override
    public List<LoadTestRun> runs(LoadTest test) {
        before.accept("runs");
        return runs.values().stream()
                .filter(run -> test.getMetadata().getName().equals(run.getSpec().loadTest()))
                .toList();
    }

    @Override
    public synchronized Optional<LoadTestRun> create(LoadTestRun run) {
        before.accept("create");
        if (runs.containsKey(run.getMetadata().getName())) {
            return Optional.empty();
        }
        add(run);
        return Optional.of(run);
    }

    @Override
    public void annotate(LoadTestRun run, String annotation, String value) {
        before.accept("annotate");
        var metadata = run(run.getMetadata().getName()).getMetadata();
        var annotations = new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
        annotations.put(annotation, value);
        metadata.setAnnotations(annotations);
    }
}
