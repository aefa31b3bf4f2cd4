package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Load.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * A piecewise-linear rate r(t) over time, its integral, and the inverse of its integral.
 *
 * <p>Slot i of a schedule is due at {@code instantOf(i)}: the instant at which the integral of the rate reaches i. It
 * is computed anew for each slot, in closed form, so no error accumulates however long the run is.
 *
 * <p>Instants are nanoseconds since the start of the curve; rates are per second; at a jump the later stage's rate
 * holds. Immutable.
 */
public final class RateCurve {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A slot closer than this to the end of the curve is rounding, not load. */
    private static final double SLOT_ROUNDING = 1e-6;

    private final Stage[] stages;

    /** Begin of each stage, and the end of the last. */
    private final long[] begins;

    /** Integral of the rate from 0 to each of {@link #begins}. */
    private final double[] areas;

    private RateCurve(Stage[] stages) {
        this.stages = stages;
        begins = new long[stages.length + 1];
        areas = new double[stages.length + 1];
        for (int i = 0; i < stages.length; i++) {
            begins[i + 1] = begins[i] + stages[i].durationNanos();
            areas[i + 1] = areas[i] + area(stages[i]);
        }
    }

    /**
     * The curve along these stages.
     *
     * @throws IllegalArgumentException when there is no stage, one has no length, or a rate is negative or not a number
     */
    public static RateCurve of(List<Stage> stages) {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a rate curve needs at least one stage");
        }
        for (var stage : stages) {
            if (stage.durationNanos() <= 0 || !isRate(stage.from()) || !isRate(stage.to())) {
                throw new IllegalArgumentException("no stretch of a rate curve: " + stage);
            }
        }
        return new RateCurve(stages.toArray(Stage[]::new));
    }

    private static boolean isRate(double value) {
        return value >= 0 && Double.isFinite(value);
    }

    private static double area(Stage stage) {
        return (stage.from() + stage.to()) / 2 * (stage.durationNanos() / NANOS_PER_SECOND);
    }

    /** Length in nanoseconds. */
    public long durationNanos() {
        return begins[stages.length];
    }

    /** Integral over the whole curve. */
    public double total() {
        return areas[stages.length];
    }

    /** Number of slots of the curve: those i, from 0, whose instant is before its end. */
    public long slots() {
        return (long) Math.ceil(total() - SLOT_ROUNDING);
    }

    /** The highest rate anywhere on the curve. */
    public double peak() {
        return Arrays.stream(stages)
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElseThrow();
    }

    /** The rate at an instant; zero outside the curve. */
    public double rateAt(long nanos) {
        if (nanos < 0 || nanos >= durationNanos()) {
            return 0;
        }
        int i = stageAt(nanos);
        var stage = stages[i];
        double part = (double) (nanos - begins[i]) / stage.durationNanos();
        return stage.from() + (stage.to() - stage.from()) * part;
    }

    /** Integral of the rate from 0 to an instant; an instant outside the curve counts as its nearest end. */
    public double cumulativeAt(long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        if (nanos >= durationNanos()) {
            return total();
        }
        int i = stageAt(nanos);
        double t = (nanos - begins[i]) / NANOS_PER_SECOND;
        return Math.min(areas[i + 1], areas[i] + (stages[i].from() + slope(stages[i]) * t / 2) * t);
    }

    /**
     * The instant at which the integral of the rate reaches a value. Where the rate is zero the integral rests: the
     * instant is then the end of the rest, for that is where the next slot falls due.
     *
     * @param cumulative from 0 to {@link #total()}; values outside count as the nearest of the two
     */
    public long instantOf(double cumulative) {
        int i = stageReaching(cumulative);
        var stage = stages[i];
        double area = Math.max(0, cumulative - areas[i]);
        long since = Math.round(solve(stage.from(), slope(stage), area) * NANOS_PER_SECOND);
        return begins[i] + Math.min(since, stage.durationNanos());
    }

    /**
     * The root t of {@code from·t + slope·t²/2 = area}, written so that neither a slope near zero nor a rate near zero
     * makes it lose digits.
     */
    private static double solve(double from, double slope, double area) {
        if (area == 0) {
            return 0;
        }
        double discriminant = Math.max(0, from * from + 2 * slope * area);
        return 2 * area / (from + Math.sqrt(discriminant));
    }

    /** Change of the rate in a second. */
    private static double slope(Stage stage) {
        return (stage.to() - stage.from()) / (stage.durationNanos() / NANOS_PER_SECOND);
    }

    private int stageAt(long nanos) {
        int found = Arrays.binarySearch(begins, nanos);
        return found >= 0 ? found : -found - 2;
    }

    /** The last stage that begins at or below the value and has any area, so that a rest is skipped to its end. */
    private int stageReaching(double cumulative) {
        int low = 0;
        int high = stages.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (areas[middle] <= cumulative) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        while (low > 0 && areas[low + 1] == areas[low]) {
            low--;
        }
        return low;
    }
}
