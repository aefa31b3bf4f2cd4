package dev.plimsoll.runner.record;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The step recorders of one loop for one interval. A step costs memory from its first request on. */
final class Bank {
    private final @Nullable StepRecorder[] judged;
    private final @Nullable StepRecorder[] warmup;
    private final ConnectionRecorder connections = new ConnectionRecorder();

    Bank(int series) {
        judged = new @Nullable StepRecorder[series];
        warmup = new @Nullable StepRecorder[series];
    }

    StepRecorder of(int series, boolean inWarmup) {
        var recorders = inWarmup ? warmup : judged;
        var recorder = recorders[series];
        if (recorder == null) {
            recorder = new StepRecorder();
            recorders[series] = recorder;
            if (inWarmup) {
                var _ = of(series, false); // made now, it does not hold up the first judged request
            }
        }
        return recorder;
    }

    ConnectionRecorder connections() {
        return connections;
    }

    void add(Bank other) {
        connections.add(other.connections);
        other.forEach(true, (recorder, series) -> of(series, true).add(recorder));
        other.forEach(false, (recorder, series) -> of(series, false).add(recorder));
    }

    /**
     * Empties it; recorders of the warm-up are dropped when the interval had nothing for them, for it does not come
     * again, or not for long. They are made anew while nothing is judged.
     */
    void reset() {
        connections.reset();
        for (int series = 0; series < warmup.length; series++) {
            var recorder = warmup[series];
            if (recorder != null && recorder.isEmpty()) {
                warmup[series] = null;
            }
        }
        forEach(true, (recorder, series) -> recorder.reset());
        forEach(false, (recorder, series) -> recorder.reset());
    }

    /** Every recorder in which there is anything. */
    void forEach(boolean inWarmup, ObjIntConsumer<StepRecorder> action) {
        var recorders = inWarmup ? warmup : judged;
        for (int series = 0; series < recorders.length; series++) {
            var recorder = recorders[series];
            if (recorder != null && !recorder.isEmpty()) {
                action.accept(recorder, series);
            }
        }
    }
}
