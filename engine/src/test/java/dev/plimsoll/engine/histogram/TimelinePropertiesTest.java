package dev.plimsoll.engine.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TimelinePropertiesTest {
    private static final int SECONDS = 12;
    private static final RunPlan PLAN = Samples.plan(7);

    @Provide
    Arbitrary<List<Interval>> reported() {
        return Samples.intervals(SECONDS);
    }

    @Property(tries = 40, seed = "11")
    void shouldLoseNoCountWhenSecondsAreMerged(@ForAll("reported") List<Interval> reported) {
        var timeline = timeline(reported);
        assertThat(sums(timeline.intervals())).isEqualTo(sums(reported));
        assertThat(sums(List.of(timeline.total().toInterval(0)))).isEqualTo(sums(reported));
        assertThat(connections(timeline.intervals())).isEqualTo(connections(reported));
        assertThat(timeline.total().connections().toConnections()).isEqualTo(connections(reported));
    }

    @Property(tries = 40, seed = "12")
    void shouldKeepTotalsWhenDownsampled(
            @ForAll("reported") List<Interval> reported, @ForAll @IntRange(min = 1, max = SECONDS) int most) {
        var fitting = timeline(reported).fitting(most, List::size);
        assertThat(sums(fitting)).isEqualTo(sums(reported));
        assertThat(connections(fitting)).isEqualTo(connections(reported));
        assertThat(fitting.size()).isLessThanOrEqualTo(Math.max(2, most));
    }

    @Property(tries = 40, seed = "13")
    void shouldGiveTheSameIntervalsWhenReportsComeInAnotherOrder(
            @ForAll("reported") List<Interval> reported, @ForAll long seed) {
        var shuffled = new ArrayList<>(reported);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(timeline(shuffled).intervals()).isEqualTo(timeline(reported).intervals());
    }

    @Property(tries = 40, seed = "14")
    void shouldGoOnAsIfNothingHadHappenedWhenTakenUpFromACheckpoint(
            @ForAll("reported") List<Interval> before, @ForAll("reported") List<Interval> after) {
        var uninterrupted = timeline(before);
        var checkpoint = new RunResult(RunPlan.VERSION, PLAN, 0, uninterrupted.intervals(), 2, List.of(), null);
        var takenUp = Timeline.from(checkpoint);
        after.forEach(uninterrupted::add);
        after.forEach(takenUp::add);
        assertThat(takenUp.intervals()).isEqualTo(uninterrupted.intervals());
        assertThat(takenUp.totals()).isEqualTo(uninterrupted.totals());
    }

    private static Timeline timeline(List<Interval> intervals) {
        var timeline = Timeline.of(PLAN, 2);
        intervals.forEach(timeline::add);
        return timeline;
    }

    private static Connections connections(List<Interval> intervals) {
        var sum = new ConnectionTally();
        intervals.forEach(interval -> sum.add(interval.connections()));
        return sum.toConnections();
    }

    /** Straight sums, made without the code under test but for adding two of a kind. */
    private static Map<SeriesKey, Series> sums(List<Interval> intervals) {
        var sums = new HashMap<SeriesKey, Tally>();
        for (var interval : intervals) {
            for (var series : interval.series()) {
                sums.computeIfAbsent(series.key(), _ -> new Tally()).add(series);
            }
        }
        var encoded = new HashMap<SeriesKey, Series>();
        sums.forEach((key, tally) -> encoded.put(key, tally.toSeries(key)));
        return encoded;
    }
}
