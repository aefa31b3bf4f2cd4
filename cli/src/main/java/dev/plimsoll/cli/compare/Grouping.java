package dev.plimsoll.cli.compare;

/** What is one number for the test: the replicate. */
public sealed interface Grouping {
    /** Stable word for JSON. */
    String word();

    /** A file is a run of its own, and runs of the two sides have nothing to do with each other. */
    record WholeRuns() implements Grouping {
        @Override
        public String word() {
            return "Runs";
        }
    }

    /** The first file of each side were recorded together, the second ones too, and so on. */
    record Pairs() implements Grouping {
        @Override
        public String word() {
            return "Pairs";
        }
    }

    /**
     * Each side is one file, both recorded at the same time, to be cut.
     *
     * @param seconds of a round, above 0
     */
    record Slices(double seconds) implements Grouping {
        @Override
        public String word() {
            return "Rounds";
        }
    }

    /** A replicate in a sentence. */
    default String thing() {
        return switch (this) {
            case WholeRuns _ -> "run";
            case Pairs _, Slices _ -> "round";
        };
    }
}
