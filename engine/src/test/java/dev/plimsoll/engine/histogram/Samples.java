package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Target;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.HdrHistogram.Histogram;

/** Plans, intervals and histograms for tests. */
final class Samples {
    static final long SECOND = 1_000_000_000L;
    static final SeriesKey CART = new SeriesKey("buy", "cart", false);

    private Samples() {}

    /** A plan of so many seconds; a timeline looks at nothing else of it. */
    static RunPlan plan(double seconds) {
        var load = new Load.Closed(0, List.of(new Load.Stage((long) (seconds * SECOND), 1, 1, false)));
        return new RunPlan(
                RunPlan.VERSION, "shop/run", new Target("http", "shop", 80, "", null), load, List.of(), 1, 1, 1, 1);
    }

    static Histogram histogram(long... nanos) {
        var histogram = Histograms.create();
        for (long value : nanos) {
            Histograms.record(histogram, value);
        }
        return histogram;
    }

    static Series series(SeriesKey key, long... nanos) {
        var encoded = Histograms.encode(histogram(nanos));
        long count = nanos.length;
        return new Series(
                key, new Counts(count, count, count, 0, 0, 0, Map.of()), encoded, encoded, EncodedHistogram.EMPTY);
    }

    static Interval interval(long second, Series... series) {
        return new Interval(second, second * SECOND, (second + 1) * SECOND, List.of(series), GeneratorHealth.IDLE);
    }

    /** Durations from nothing to more than a histogram holds, all orders of magnitude alike. */
    static Arbitrary<Long> nanos() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 999),
                        Arbitraries.integers().between(0, 11))
                .as((digits, zeros) -> digits * (long) Math.pow(10, zeros));
    }

    static Arbitrary<Histogram> histograms() {
        return nanos().array(long[].class).ofMaxSize(60).map(Samples::histogram);
    }

    private static Arbitrary<Counts> counts() {
        var small = Arbitraries.longs().between(0, 1_000);
        return Combinators.combine(small, small, small, small, small, small)
                .as((offered, sent, ok, late, missed, timeouts) ->
                        new Counts(offered, sent, ok, late, missed, 7 * ok, Map.of(ErrorKind.TIMEOUT, timeouts)));
    }

    private static Arbitrary<SeriesKey> keys() {
        return Combinators.combine(
                        Arbitraries.of("buy", "browse"), Arbitraries.of("cart", "home"), Arbitraries.of(true, false))
                .as(SeriesKey::new);
    }

    private static Arbitrary<Series> series() {
        var encoded = histograms().map(Histograms::encode);
        return Combinators.combine(keys(), counts(), encoded, encoded, encoded, encoded)
                .as(Series::new);
    }

    private static Arbitrary<GeneratorHealth> healths() {
        var small = Arbitraries.longs().between(0, 1_000);
        return Combinators.combine(small, small, small, small, small).as(GeneratorHealth::new);
    }

    private static Arbitrary<Connections> connections() {
        var small = Arbitraries.longs().between(0, 1_000);
        var encoded = histograms().map(Histograms::encode);
        var any = Combinators.combine(small.filter(opened -> opened > 0), small, small, small, encoded, encoded)
                .as(Connections::new);
        return Arbitraries.oneOf(Arbitraries.just(Connections.NONE), any);
    }

    /** Intervals of a second each, some of the same second, as shards report them. */
    static Arbitrary<List<Interval>> intervals(int seconds) {
        return Combinators.combine(
                        Arbitraries.longs().between(0, seconds - 1),
                        series().list().ofMaxSize(3).uniqueElements(Series::key),
                        healths(),
                        connections())
                .as((second, series, health, connections) ->
                        new Interval(0, second * SECOND, (second + 1) * SECOND, series, health, connections))
                .list()
                .ofMaxSize(30);
    }
}
