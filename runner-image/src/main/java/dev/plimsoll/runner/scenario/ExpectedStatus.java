package dev.plimsoll.runner.scenario;

import java.util.BitSet;
import java.util.List;

/** The status codes that a step takes for success. */
public final class ExpectedStatus {
    private final BitSet codes = new BitSet();

    private ExpectedStatus() {}

    /** These codes; an empty list means any from 200 to 399. */
    static ExpectedStatus of(List<Integer> codes) {
        var expected = new ExpectedStatus();
        codes.forEach(expected.codes::set);
        if (codes.isEmpty()) {
            expected.codes.set(200, 400);
        }
        return expected;
    }

    /** Whether this status is success. */
    public boolean accepts(int status) {
        return codes.get(status);
    }
}
