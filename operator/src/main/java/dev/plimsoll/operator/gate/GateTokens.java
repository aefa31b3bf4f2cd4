package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.job.RunTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Tokens with which callers prove that they may ask a LoadTest for verdicts. Like those of runs they follow from the
 * operator's key, so nobody has to read back what is in a Secret; a LoadTest that is created anew has another one.
 */
public final class GateTokens {
    /** No UID of a run begins so: a runner's token opens no gate, and a gate's token no run. */
    private static final String PURPOSE = "gate/";

    private final RunTokens tokens;

    public GateTokens(RunTokens tokens) {
        this.tokens = tokens;
    }

    /** The token of a LoadTest. */
    public String token(LoadTest test) {
        return tokens.token(PURPOSE + test.getMetadata().getUid());
    }

    /** Whether somebody has it; takes as long for a wrong one as for the right one. */
    public boolean isToken(LoadTest test, String text) {
        return MessageDigest.isEqual(
                token(test).getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
