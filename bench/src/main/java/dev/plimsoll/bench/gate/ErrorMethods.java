package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.ErrorRatio;
import dev.plimsoll.engine.compare.LogRatio;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import java.util.List;

/** How errors are judged. */
final class ErrorMethods {
    private ErrorMethods() {}

    /** Our default. */
    static Method<List<ErrorCounts>> gate() {
        var test = SequentialTest.groupSequential(Allowance.OF_ERRORS, Rounds.DEFAULT, Gate.FALSE_ALARM_RATE, 1);
        return rounds -> Gate.rule(List.of(test.decide(rounds.stream()
                .mapToDouble(errors -> LogRatio.ofErrors(
                        errors.baseline(), ErrorWorld.REQUESTS, errors.candidate(), ErrorWorld.REQUESTS))
                .toArray())));
    }

    /** By the exact interval of all errors, as if each of them came by itself. */
    static Ruling exactInterval(List<ErrorCounts> rounds) {
        long requests = (long) ErrorWorld.REQUESTS * rounds.size();
        var ratio = ErrorRatio.of(
                rounds.stream().mapToLong(ErrorCounts::baseline).sum(),
                requests,
                rounds.stream().mapToLong(ErrorCounts::candidate).sum(),
                requests,
                0.95);
        return Ruling.atTheEnd(ratio.low() > 1);
    }
}
