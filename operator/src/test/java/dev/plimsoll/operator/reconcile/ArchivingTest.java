package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus;
import dev.plimsoll.api.v1alpha1.ResultStatus.State;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.job.RunMetadata;
import dev.plimsoll.operator.status.RunStatuses;
import dev.plimsoll.operator.store.Archive;
import dev.plimsoll.operator.store.ArchiveException;
import dev.plimsoll.operator.store.ArchiveMetrics;
import dev.plimsoll.operator.store.Archivist;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.Resources;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchivingTest {
    private static final Instant NOW = Instant.parse("2026-11-29T07:00:00.5Z");

    private final FakeCluster cluster = new FakeCluster();
    private final ConfigMapResultStore embedded = new ConfigMapResultStore(cluster.client());
    private final List<String> failures = new ArrayList<>();
    private final LoadTestRun run = Resources.loadTestRun("""
        metadata: {name: checkout-1, namespace: shop, uid: '0123'}
        spec: {test: {target: {url: http://a}, load: {smoke: {}}}}
        status: {phase: Complete, resultConfigMap: checkout-1-result}
        """);

    @BeforeEach
    void save() {
        embedded.prepare(RunMetadata.of(run, "checkout-1-result"));
        var result = new RunResult(RunPlan.VERSION, plan(), 7, List.of(), 1, List.of(), null);
        embedded.save(observed().name(), () -> result);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static RunPlan plan() {
        var answers = Resources.loadTestRun("""
            metadata: {name: checkout-1, namespace: shop}
            spec: {test: {target: {url: http://a}, load: {smoke: {}}, scenarios: [{name: a, steps: [{name: b, request: {path: /}}]}]}}
            """);
        var planned = new RunPlanner()
                .plan(answers, Objects.requireNonNull(answers.getSpec().test()), List.of());
        return ((Planned) planned).plan();
    }

    /** Never to be written. */
    private static final class Away implements Archive {
        @Override
        public void put(String key, byte[] content) {
            throw new ArchiveException("away");
        }

        @Override
        public Optional<byte[]> get(String key) {
            throw new ArchiveException("away");
        }

        @Override
        public String locate(String key) {
            return "away://" + key;
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }

    private final class Failures implements ArchiveMetrics {
        @Override
        public void archived() {
            throw new AssertionError("nothing can be");
        }

        @Override
        public void archiveFailed() {
            failures.add("one");
        }
    }

    private ObservedRun observed() {
        return new ObservedRun(run, Optional.empty(), List.of());
    }

    private Archiving at(Instant now, boolean configured) {
        var archivist =
                configured ? Optional.of(new Archivist(new Away(), new Failures())) : Optional.<Archivist>empty();
        return new Archiving(embedded, archivist, Clock.fixed(now, ZoneOffset.UTC));
    }

    private LoadTestRunStatus status() {
        return Objects.requireNonNull(run.getStatus());
    }

    private ResultStatus result() {
        return Objects.requireNonNull(status().result());
    }

    private Instant next() {
        return Instant.parse(Objects.requireNonNull(result().nextAttempt()));
    }

    private void take(ResultStatus result) {
        run.setStatus(RunStatuses.keptAt(status(), result));
    }

    @Test
    void shouldTryMoreAndMoreRarelyUpToTenMinutes() {
        take(at(NOW, true).atEnd(observed()));
        assertThat(result().state()).isEqualTo(State.Retrying);
        assertThat(result().message()).isEqualTo("away");
        var delays = new ArrayList<Long>();
        var now = NOW;
        for (int attempt = 0; attempt < 10; attempt++) {
            delays.add(Duration.between(now, next()).plusMillis(500).toSeconds());
            now = next();
            var before = at(now.minusMillis(1), true);
            assertThat(before.afterwards(observed())).isEmpty();
            assertThat(before.untilNextAttempt(status())).hasValue(Duration.ofMillis(1));
            run.setStatus(at(now, true).afterwards(observed()).orElseThrow());
        }
        assertThat(delays).isSorted().startsWith(5L).endsWith(600L);
        assertThat(result().attempts()).isEqualTo(11);
        assertThat(failures).hasSize(11);
        assertThat(embedded.bytes(observed().name())).isPresent();
    }

    @Test
    void shouldLeaveResultsWhereTheyAreWhenThereIsNoArchive() {
        take(at(NOW, false).atEnd(observed()));
        assertThat(result())
                .isEqualTo(new ResultStatus(State.Embedded, "configmap://shop/checkout-1-result", null, null, null));
        assertThat(at(NOW, false).afterwards(observed())).isEmpty();
        assertThat(at(NOW, true).afterwards(observed()))
                .as("it ended before there was one")
                .isEmpty();
        assertThat(at(NOW, true).untilNextAttempt(status())).isEmpty();
        assertThat(Archiving.mayGo(run)).isTrue();
    }

    @Test
    void shouldStopTryingWhenTheArchiveIsTakenOutOfTheConfiguration() {
        take(at(NOW, true).atEnd(observed()));
        assertThat(Archiving.mayGo(run)).as("its only copy would go too").isFalse();

        run.setStatus(at(next(), false).afterwards(observed()).orElseThrow());

        assertThat(result().state()).isEqualTo(State.Embedded);
        assertThat(result().message()).isEqualTo("the operator's configuration names no archive any more");
        assertThat(Archiving.mayGo(run)).isTrue();
        assertThat(embedded.bytes(observed().name())).isPresent();
    }

    @Test
    void shouldDoNothingForARunOfAnOlderOperator() {
        assertThat(at(NOW, true).afterwards(observed())).isEmpty();
        assertThat(at(NOW, true).untilNextAttempt(status())).isEmpty();
        assertThat(Archiving.mayGo(run)).isTrue();
    }
}
