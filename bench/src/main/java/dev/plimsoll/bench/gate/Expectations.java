package dev.plimsoll.bench.gate;

import static dev.plimsoll.bench.gate.Contender.PEEKING_T;
import static dev.plimsoll.bench.gate.Contender.PLIMSOLL;
import static dev.plimsoll.bench.gate.Contender.PLIMSOLL_ALL;
import static dev.plimsoll.bench.gate.Contender.POOLED;
import static dev.plimsoll.bench.gate.Effect.LARGE;
import static dev.plimsoll.bench.gate.Effect.MARGIN;
import static dev.plimsoll.bench.gate.Effect.NONE;
import static dev.plimsoll.bench.gate.Effect.TAIL;
import static dev.plimsoll.bench.gate.Effect.TOLERATED;

import dev.plimsoll.bench.stats.Target;
import dev.plimsoll.engine.compare.Allowance;
import java.util.List;
import java.util.stream.Stream;

/** What the gate has to reach, and what shows that the simulation would notice a bad one. */
final class Expectations {
    private Expectations() {}

    /** Of response times, in one placement. */
    static Stream<Target> ofTimes(Placement placement, Cells cells) {
        return switch (placement) {
            case SHARED -> Stream.concat(ofGate(placement, cells), ofPeers(cells));
            case SWAPPED -> ofGate(placement, cells);
            case FIXED -> Stream.of(); // such a verdict is advisory
        };
    }

    private static Stream<Target> ofGate(Placement placement, Cells cells) {
        var where = ", " + placement.words();
        var same = cells.score(PLIMSOLL, NONE);
        var tenth = cells.score(PLIMSOLL, MARGIN);
        var fifth = cells.score(PLIMSOLL, LARGE);
        return Stream.of(
                Target.atMost(0.01, "A/A fails" + where, same.fails()),
                Target.atLeast(0.95, "A/A passes" + where, same.passes()),
                Target.atMostRounds(8, "rounds of A/A" + where, same.meanRounds()),
                Target.atMost(
                        0.05,
                        "+2 % fails" + where,
                        cells.score(PLIMSOLL, TOLERATED).fails()),
                Target.atLeast(0.80, "+10 % fails" + where, tenth.fails()),
                Target.atMost(0.05, "+10 % passes" + where, tenth.passes()),
                Target.atMostRounds(10, "rounds of +10 %" + where, tenth.meanRounds()),
                Target.atLeast(0.99, "+20 % fails" + where, fifth.fails()),
                Target.atMostRounds(7, "rounds of +20 %" + where, fifth.meanRounds()),
                Target.atMost(
                        0.01,
                        "three percentiles: A/A fails" + where,
                        cells.score(PLIMSOLL_ALL, NONE).fails()),
                Target.atLeast(
                        0.95,
                        "three percentiles: A/A passes" + where,
                        cells.score(PLIMSOLL_ALL, NONE).passes()),
                Target.atLeast(
                        0.80,
                        "three percentiles: tail +10 % fails" + where,
                        cells.score(PLIMSOLL_ALL, TAIL).fails()));
    }

    /** That a test which forgets about drift is caught. */
    private static Stream<Target> ofPeers(Cells shared) {
        return Stream.of(
                Target.atLeast(
                        0.30,
                        "pooled Mann–Whitney fails A/A",
                        shared.score(POOLED, NONE).fails()),
                Target.atLeast(
                        0.15,
                        "peeking t fails A/A",
                        shared.score(PEEKING_T, NONE).fails()));
    }

    /** Of error rates. */
    static Stream<Target> ofErrors(ErrorCells cells) {
        return Stream.of(
                Target.atMost(
                        0.05,
                        "bursty errors: A/A fails",
                        cells.gate(ErrorCells.BURSTY).fails()),
                Target.atLeast(
                        0.95,
                        "bursty errors: × 2 fails",
                        cells.gate(ErrorCells.BURSTY_DOUBLE).fails()));
    }

    /**
     * That the table of levels gives the level that it is asked for: without tolerance or margin, and with a rate of
     * which 5 % are spent, independent rounds without a difference fail as often as that.
     */
    static Target ofLevel(int canaries) {
        var test = Resemblance.unwidened(new Allowance(0, 0), 0.0625);
        var score =
                Score.of(canaries, new Resemblance(0, 0)::draw, List.of(test)).getFirst();
        return Target.between(0.04, 0.06, "independent rounds, 5 % spent: fails at no difference", score.fails());
    }
}
