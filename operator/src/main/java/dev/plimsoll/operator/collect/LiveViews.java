package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.histogram.Window;

/** Reads a stretch of a run for people. */
final class LiveViews {
    private LiveViews() {}

    static LiveView.Recent recent(Window window) {
        var sum = window.sum();
        var counts = sum.counts();
        return new LiveView.Recent(
                counts.offered() / window.seconds(),
                counts.sent() / window.seconds(),
                counts.completed() == 0 ? 0 : (double) counts.totalErrors() / counts.completed(),
                sum.response().getValueAtPercentile(50),
                sum.response().getValueAtPercentile(99));
    }
}
