package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Numbers of a run, to be summed up. */
public interface Measured {
    Stream<Series> series();

    default Counts counts() {
        return counts(series -> true);
    }

    default Counts counts(Predicate<Series> which) {
        return series().filter(which).map(Series::counts).reduce(Counts.NONE, Counts::plus);
    }

    default Histogram histogram(Function<Series, EncodedHistogram> which) {
        var sum = Histograms.create();
        series().map(which).map(Histograms::decode).forEach(sum::add);
        return sum;
    }
}
