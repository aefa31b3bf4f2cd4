package dev.plimsoll.cli;

import dev.plimsoll.engine.judge.Verdict;

/** How a command ends, for scripts. */
enum ExitCode {
    PASS(0),
    FAIL(1),
    BAD_INPUT(2),
    INCONCLUSIVE(3),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case PASS, WARN -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }

    /** Of two runs, the one that a script must not miss. */
    ExitCode and(ExitCode other) {
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case PASS -> 0;
            case INCONCLUSIVE -> 1;
            case FAIL -> 2;
            case BAD_INPUT -> 3;
            case INTERRUPTED -> 4;
        };
    }
}
