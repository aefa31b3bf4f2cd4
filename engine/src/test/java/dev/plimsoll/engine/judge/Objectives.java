package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;

/** Objectives as people write them, for tests; all of every request and failing. */
final class Objectives {
    private Objectives() {}

    static Objective.Latency p(double percent, String max) {
        return time(new Statistic.Percentile(percent), max, Selector.ALL, Severity.FAIL);
    }

    static Objective.Latency time(Statistic statistic, String max, Selector selector, Severity severity) {
        return new Objective.Latency(
                statistic.label(), selector, Objective.Clock.RESPONSE, statistic, Durations.parse(max), severity);
    }

    static Objective.ErrorRate errors(String max) {
        return new Objective.ErrorRate("errors", Selector.ALL, Percentages.parse(max), Severity.FAIL);
    }

    static Objective.Throughput throughput(String min) {
        return new Objective.Throughput("throughput", Selector.ALL, Rates.parse(min), Severity.FAIL);
    }

    static Objective.CheckRate checks(String min) {
        return new Objective.CheckRate("checks", Selector.ALL, Percentages.parse(min), Severity.FAIL);
    }
}
