package dev.plimsoll.cli.show;

import dev.plimsoll.engine.judge.Verdict;

/** Colours, where the reader's terminal has them. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String MAGENTA = "\u001b[35m";

    /** For what should be seen first. */
    public String strong(String text) {
        return with(BOLD, text);
    }

    /** In the colour of a verdict. */
    public String of(Verdict verdict, String text) {
        return with(
                switch (verdict) {
                    case PASS -> GREEN;
                    case WARN -> YELLOW;
                    case FAIL -> RED;
                    case INCONCLUSIVE -> MAGENTA;
                },
                text);
    }

    private String with(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : code + text + RESET;
    }
}
