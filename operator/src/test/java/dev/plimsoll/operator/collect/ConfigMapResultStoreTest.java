package dev.plimsoll.operator.collect;

import static dev.plimsoll.operator.collect.Runs.interval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class ConfigMapResultStoreTest {
    private static final RunName RUN = new RunName("shop", "checkout-1");

    @SuppressWarnings("NullAway.Init") // the extension sets it
    KubernetesClient client;

    private static ObjectMeta metadata() {
        return new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(ConfigMapResultStore.nameFor("checkout-1"))
                .build();
    }

    private static RunResult result(long seconds) {
        return new RunResult(
                RunPlan.VERSION,
                Runs.plan(),
                7,
                LongStream.range(0, seconds).mapToObj(i -> interval(i, 10, 1)).toList(),
                1,
                List.of(new RunResult.ShardProgress(0, "r0", "i0", seconds - 1, 3, null)),
                null);
    }

    @Test
    void shouldLoadWhatItSaved() {
        var store = new ConfigMapResultStore(client);
        store.prepare(metadata());
        store.prepare(metadata());
        assertThat(store.load(RUN)).isEmpty();
        assertThat(store.save(RUN, () -> result(2))).isEqualTo(result(2));
        store.save(RUN, () -> result(3));
        assertThat(store.load(RUN)).contains(result(3));
    }

    @Test
    void shouldNotBringBackADeletedRunWhenSaving() {
        var store = new ConfigMapResultStore(client);
        assertThatThrownBy(() -> store.save(RUN, () -> result(1)))
                .isInstanceOf(ResultStore.ResultNotSavedException.class)
                .hasMessageContaining("shop/checkout-1-result");
        assertThat(client.configMaps().inNamespace("shop").list().getItems()).isEmpty();
    }

    @Test
    void shouldSayWhereAResultIsOnceItIsSomewhereElseAndTakeNoLateCheckpoint() {
        var store = new ConfigMapResultStore(client);
        store.prepare(metadata());
        store.save(RUN, () -> result(2));
        assertThat(store.bytes(RUN)).hasValue(ResultCodec.encode(result(2)));

        store.release(RUN, "s3://results/key");
        assertThat(store.save(RUN, () -> result(3))).isEqualTo(result(3));

        assertThat(store.load(RUN)).isEmpty();
        var there = client.configMaps()
                .inNamespace("shop")
                .withName("checkout-1-result")
                .get();
        assertThat(there.getBinaryData()).isNullOrEmpty();
        assertThat(there.getData()).containsExactly(Map.entry(ConfigMapResultStore.MOVED_KEY, "s3://results/key"));
    }

    @Test
    void shouldNotBringBackADeletedRunWhenReleasing() {
        new ConfigMapResultStore(client).release(RUN, "s3://results/key");
        assertThat(client.configMaps().inNamespace("shop").list().getItems()).isEmpty();
    }

    @Test
    void shouldJoinIntervalsAndKeepEveryCountWhenTheResultIsTooLarge() {
        var whole = result(2_000);
        int limit = ResultCodec.encode(whole).length / 3;
        var bytes = ResultCodec.encodeWithin(whole, limit);
        var fitted = ResultCodec.decode(bytes);
        assertThat(bytes.length).isLessThanOrEqualTo(limit);
        assertThat(fitted.intervals()).hasSizeLessThan(2_000);
        assertThat(counts(fitted)).isEqualTo(counts(whole));
    }

    @Test
    void shouldCoarsenHistogramsWhenNothingIsLeftToJoin() {
        var whole = new RunResult(RunPlan.VERSION, Runs.plan(), 7, List.of(scattered()), 1, List.of(), null);
        int limit = ResultCodec.encode(whole).length * 3 / 4;
        var bytes = ResultCodec.encodeWithin(whole, limit);
        var fitted = ResultCodec.decode(bytes);
        assertThat(bytes.length).isLessThanOrEqualTo(limit);
        assertThat(counts(fitted)).isEqualTo(counts(whole));
        assertThat(p99(fitted)).isCloseTo(p99(whole), Percentage.withPercentage(0.5));
    }

    /** An interval of 10,000 answers in log-normal times. */
    private static Interval scattered() {
        var times = Histograms.create();
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Histograms.record(times, Math.round(5_000_000 * Math.exp(random.nextGaussian() / 2)));
        }
        var encoded = Histograms.encode(times);
        var counts = new Counts(10_000, 10_000, 10_000, 0, 0, 0, Map.of());
        var series = new Series(new SeriesKey("buy", "cart", false), counts, encoded, encoded, encoded, encoded);
        return new Interval(0, 0, Runs.SECOND, List.of(series), GeneratorHealth.IDLE);
    }

    private static double p99(RunResult result) {
        var series = result.intervals().getFirst().series().getFirst();
        return Histograms.decode(series.response()).getValueAtPercentile(99);
    }

    private static Counts counts(RunResult result) {
        return result.intervals().stream()
                .flatMap(interval -> interval.series().stream())
                .map(Series::counts)
                .reduce(Counts.NONE, Counts::plus);
    }
}
