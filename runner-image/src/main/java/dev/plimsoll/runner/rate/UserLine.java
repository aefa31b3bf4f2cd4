package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.plan.RateCurve;
import java.util.List;

/** How many users there are at each instant of a closed load. User k, from 0, is there while the line is above k. */
public final class UserLine {
    private final List<Stage> stages;
    private final RateCurve line;

    public UserLine(List<Stage> stages) {
        this.stages = List.copyOf(stages);
        line = RateCurve.of(stages);
    }

    /** Whether the user is there at this instant. */
    public boolean has(long user, long instant) {
        return line.rateAt(instant) > user;
    }

    /**
     * The first instant, not before {@code from}, at which the user is there; {@link ArrivalProcess#NEVER} when there
     * is none. Where the line rises it is the instant at which the line reaches the user's number.
     */
    public long arrivalOf(long user, long from) {
        long begin = 0;
        for (var stage : stages) {
            long end = begin + stage.durationNanos();
            if (end > from) {
                long since = Math.max(begin, from);
                if (has(user, since)) {
                    return since;
                }
                if (stage.to() > user) {
                    double part = (user - stage.from()) / (stage.to() - stage.from());
                    return Math.max(since, begin + (long) Math.ceil(part * stage.durationNanos()));
                }
            }
            begin = end;
        }
        return ArrivalProcess.NEVER;
    }

    /** Number of users at the highest point of the line. */
    public int most() {
        return (int) Math.ceil(line.peak());
    }

    /** Length in nanoseconds. */
    public long durationNanos() {
        return line.durationNanos();
    }
}
