package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;
import static dev.plimsoll.engine.quantity.Numbers.grouped;

import dev.plimsoll.engine.compare.LogValue;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.judge.RunReading.Unfit;
import dev.plimsoll.engine.judge.RunReading.Value;
import dev.plimsoll.engine.quantity.Numbers;

/** Reads from a whole run what one objective compares, or why that run cannot be compared. */
final class RunGauge {
    private RunGauge() {}

    static RunReading read(Evidence evidence, Objective.Regression objective) {
        var counts = evidence.measured(objective.selector()).counts();
        if (counts.offered() == 0) {
            return unfit(Reason.NO_DATA, "no such request was sent in the judged time");
        }
        if (RoundGauge.isSilent(counts)) {
            return unfit(
                    Reason.NOT_ANSWERING,
                    "the target answered none of %s; is it up, at this address?"
                            .formatted(counted(counts.offered(), "request")));
        }
        return switch (objective.compared()) {
            case Compared.Time time -> time(evidence, objective, time, counts);
            case Compared.ErrorRate _ -> errors(counts);
            case Compared.Throughput _ -> throughput(evidence, objective);
        };
    }

    private static RunReading time(
            Evidence evidence, Objective.Regression objective, Compared.Time time, Counts counts) {
        var tally = evidence.measured(objective.selector());
        var times = switch (time.clock()) {
            case RESPONSE -> tally.response();
            case SERVICE -> tally.service();
        };
        long timed = times.getTotalCount();
        double percent = time.percentile().percent();
        long needed = RoundGauge.samplesNeeded(time.percentile());
        if (counts.ok() == 0) { // quick errors make good times, and say nothing of the service
            return unfit(
                    Reason.NO_DATA,
                    "not one of %s was answered as expected; look at the errors"
                            .formatted(counted(counts.offered(), "request")));
        }
        if (percent / 100 * counts.offered() > timed) {
            return unfit(
                    Reason.PARTIAL_EVIDENCE,
                    "%s of %s have no %s, and %s needs it of %s%%; look at the errors"
                            .formatted(
                                    grouped(counts.offered() - timed),
                                    counted(counts.offered(), "request"),
                                    time.clock().label(),
                                    time.percentile().label(),
                                    Numbers.plain(percent)));
        }
        if (timed < needed) {
            return unfit(
                    Reason.TOO_FEW_SAMPLES,
                    "there were %s, and %s needs %s to be compared; make the run longer, or the load higher"
                            .formatted(
                                    counted(timed, "request"), time.percentile().label(), grouped(needed)));
        }
        double value = Math.max(1, times.getValueAtPercentile(percent));
        return new Value(LogValue.ofTime(value), value, timed);
    }

    private static RunReading errors(Counts counts) {
        long requests = counts.completed();
        return requests < RoundGauge.TAIL_SAMPLES
                ? unfit(
                        Reason.TOO_FEW_SAMPLES,
                        "there were %s, and an error rate needs %d to be compared; make the run longer, or the load higher"
                                .formatted(counted(requests, "request"), RoundGauge.TAIL_SAMPLES))
                : new Value(
                        LogValue.ofErrors(counts.totalErrors(), requests),
                        (double) counts.totalErrors() / requests,
                        requests);
    }

    /** A run that gets less and less done is the worse for it: few good responses are no reason not to compare. */
    private static RunReading throughput(Evidence evidence, Objective.Regression objective) {
        long good = evidence.withinSchedule(objective.selector()).ok();
        return new Value(LogValue.ofThroughput(good), good / evidence.judgedSeconds(), good);
    }

    private static Unfit unfit(Reason reason, String why) {
        return new Unfit(new Doubt(reason, why));
    }
}
