package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Rounds;
import java.util.List;
import java.util.Set;

/** Requests with what the command line has as defaults. */
public final class Requests {
    private Requests() {}

    public static Request of(String baseline, String candidate, Grouping grouping, double warmup, String... tags) {
        return new Request(
                List.of(baseline),
                List.of(candidate),
                grouping,
                warmup,
                Set.of(tags),
                null,
                Request.PERCENTILES,
                false,
                Allowance.DEFAULT,
                0.05,
                Rounds.DEFAULT);
    }
}
