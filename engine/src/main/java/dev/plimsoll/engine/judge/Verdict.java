package dev.plimsoll.engine.judge;

import java.util.Collection;
import java.util.Collections;

/** What a run, or one objective of it, comes to; in order from the best to the worst. */
public enum Verdict {
    /** Everything that was asked for holds, and there is evidence for it. */
    PASS("Pass"),
    /** Only what was to be warned about does not hold. */
    WARN("Warn"),
    /** The evidence carries no verdict. */
    INCONCLUSIVE("Inconclusive"),
    /** Something that was asked for does not hold: proof enough, whatever else remained open. */
    FAIL("Fail");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The stable word for status fields and reports. */
    public String word() {
        return word;
    }

    /** The worst of these; {@link #PASS} when there is none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.isEmpty() ? PASS : Collections.max(verdicts);
    }
}
