package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.histogram.Tally;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What both arms did in one round of a comparison, its warm-up left out.
 *
 * @param index from 0
 * @param complete whether all of it is known; until then it may change, and must not be judged
 * @param judgedNanos its length without its warm-up
 * @param inTime numbers of its requests while it lasted
 * @param late numbers of its requests after its end: answers, and steps that followed, in the warm-up of the next round
 *     or after the last
 */
public record Round(int index, boolean complete, long judgedNanos, List<Series> inTime, List<Series> late) {
    public Round {
        inTime = List.copyOf(inTime);
        late = List.copyOf(late);
    }

    /** The sum over the selected requests of an arm, late answers included. Made anew each time, of 600 kB or more. */
    public Tally tally(String arm, Selector selector) {
        var sum = new Tally();
        series().filter(series -> isOf(arm, selector, series)).forEach(sum::add);
        return sum;
    }

    /** Times of the selected requests of an arm, late answers included; made anew each time, of 200 kB. */
    Histogram times(String arm, Selector selector, Objective.Clock clock) {
        var times = Histograms.create();
        series().filter(series -> isOf(arm, selector, series))
                .forEach(series -> Histograms.addTo(
                        times,
                        switch (clock) {
                            case RESPONSE -> series.response();
                            case SERVICE -> series.service();
                        }));
        return times;
    }

    /** All that is of it. */
    Stream<Series> series() {
        return Stream.concat(inTime.stream(), late.stream());
    }

    /** As people count: from 1. */
    int number() {
        return index + 1;
    }

    /** Its length without its warm-up, in seconds. */
    double judgedSeconds() {
        return judgedNanos / 1e9;
    }

    /** What became of the selected requests of an arm, late answers included. */
    public Counts counts(String arm, Selector selector) {
        return inTime(arm, selector).plus(sum(late, arm, selector));
    }

    /** What became of the selected requests of an arm while the round lasted: what a rate is made of. */
    public Counts inTime(String arm, Selector selector) {
        return sum(inTime, arm, selector);
    }

    private static Counts sum(List<Series> all, String arm, Selector selector) {
        return all.stream()
                .filter(series -> isOf(arm, selector, series))
                .map(Series::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    private static boolean isOf(String arm, Selector selector, Series series) {
        return series.key().arm().equals(arm) && selector.matches(series.key());
    }
}
