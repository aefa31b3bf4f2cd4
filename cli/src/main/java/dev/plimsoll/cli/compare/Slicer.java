package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts a log into rounds. An interval belongs to the round in which its middle is; what begins in a round's warm-up is
 * left out, and so is what is left of the last round.
 *
 * @param origin begin of the first round, in the log's seconds
 * @param seconds to cut
 * @param round seconds of a round
 * @param warmup seconds at the begin of each round
 */
record Slicer(double origin, double seconds, double round, double warmup) {
    /** What may be missing of the last round: intervals never end quite in time. */
    private static final double SLACK = 0.05;

    /** How far an interval may reach into the warm-up, of its own length. */
    private static final double OVERLAP = 0.1;

    static void refuseLong(Source source, LogEntry entry, double round) throws BadInput {
        if (entry.seconds() > round * (1 + SLACK)) {
            throw new BadInput(
                    "%s:%d: an interval of %.1f seconds is longer than a round of %.1f seconds; write a longer"
                                    .formatted(source.name(), entry.line(), entry.seconds(), round)
                            + " --round, or record shorter intervals");
        }
    }

    /** How many rounds there are. */
    int count() {
        return (int) Math.floor(seconds / round + SLACK);
    }

    /** So many, empty. */
    List<Recording> rounds(Source source) throws BadInput {
        if (count() < 1) {
            throw new BadInput("%s: has %.1f seconds in common with the other side, which is not one round of %.1f"
                            .formatted(source.name(), seconds, round)
                    + " seconds; write a shorter --round, or record longer");
        }
        var rounds = new ArrayList<Recording>();
        for (int i = 1; i <= count(); i++) {
            rounds.add(new Recording("round " + i));
        }
        return rounds;
    }

    /** Index of the round that an interval counts for. */
    OptionalInt place(LogEntry entry) {
        double since = (entry.middle() - origin) / round;
        int index = (int) Math.floor(since);
        double warmEnd = origin + index * round + warmup;
        boolean warm = entry.begin() < warmEnd - OVERLAP * entry.seconds();
        return since < 0 || index >= count() || warm ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
