package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.contract.Load.Stage;
import java.util.Arrays;
import java.util.List;

/** How many users there are at each instant of a closed load. User k, from 0, is there while the line is above k. */
public final class UserLine {
    private final Stage[] stages;

    public UserLine(List<Stage> stages) {
        this.stages = stages.toArray(Stage[]::new);
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
                double part = (double) (since - begin) / stage.durationNanos();
                if (stage.from() + (stage.to() - stage.from()) * part > user) {
                    return since;
                }
                if (stage.to() > user) {
                    double rise = (user - stage.from()) / (stage.to() - stage.from());
                    return Math.max(since, begin + (long) Math.ceil(rise * stage.durationNanos()));
                }
            }
            begin = end;
        }
        return ArrivalProcess.NEVER;
    }

    /** Number of users at the highest point of the line. */
    public int most() {
        return (int) Arrays.stream(stages)
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .map(Math::ceil)
                .max()
                .orElse(0);
    }
}
