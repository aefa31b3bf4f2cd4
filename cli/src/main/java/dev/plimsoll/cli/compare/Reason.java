package dev.plimsoll.cli.compare;

/** Why a comparison of files came to its verdict, as a stable word; those of runs have the same words. */
public enum Reason {
    /** The candidate is not as much worse as it may not be. */
    NO_WORSE("NoWorse"),
    /** The candidate is worse by more than is tolerated. */
    WORSE("Worse"),
    /** Neither is proven. */
    UNDECIDED("Undecided"),
    /** Rounds resemble the ones before them too much to decide by their number. */
    AUTOCORRELATED("Autocorrelated"),
    /** Too few rounds. */
    TOO_FEW_ROUNDS("TooFewRounds"),
    /** Too few whole runs. */
    TOO_FEW_RUNS("TooFewRuns"),
    /** Too few requests for this percentile. */
    TOO_FEW_SAMPLES("TooFewSamples"),
    /** The candidate measured far fewer requests than the baseline. */
    NOT_ANSWERING("NotAnswering"),
    /** The logs tell values apart less finely than the comparison needs. */
    TOO_COARSE("TooCoarse"),
    /** What are to be rounds of both sides was not recorded at the same time. */
    NOT_CONCURRENT("NotConcurrent"),
    /** A run of Plimsoll's among them carries no verdict itself. */
    DOUBTFUL_RUN("DoubtfulRun");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** The stable word. */
    public String word() {
        return word;
    }
}
