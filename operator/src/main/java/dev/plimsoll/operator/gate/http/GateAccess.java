package dev.plimsoll.operator.gate.http;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.gate.GateSecret;
import dev.plimsoll.operator.gate.GateTokens;
import java.util.Optional;

/** Who may ask for verdicts, and start the tests that come to them. */
public sealed interface GateAccess {
    /** Whoever has the token of the LoadTest. */
    record ByToken(GateTokens tokens) implements GateAccess {}

    /** Whoever reaches the port: a NetworkPolicy says who. */
    record ByNetwork() implements GateAccess {}

    /** Checks that there is a token, before anything is looked up. */
    default void checkThere(Optional<String> token) {
        switch (this) {
            case ByToken _ -> {
                if (token.isEmpty()) {
                    throw GateRefusedException.unauthorized(
                            "the call has no token; send the one in the LoadTest's Secret"
                                    + " NAME-gate, as Authorization: Bearer TOKEN, or from Flagger as metadata.token");
                }
            }
            case ByNetwork() -> {}
        }
    }

    /** Checks that it is that of the LoadTest. */
    default void check(LoadTest test, Optional<String> token) {
        switch (this) {
            case ByToken(var tokens) -> {
                if (token.filter(text -> tokens.isToken(test, text)).isEmpty()) {
                    var name = test.getMetadata().getName();
                    throw GateRefusedException.unauthorized("this is not the token of LoadTest " + name
                            + "; it is in Secret " + GateSecret.name(name) + ", key token, and another one since the"
                            + " LoadTest was created anew. A Secret of"
                            + " that name that somebody else made has a"
                            + " wrong one: delete it, and change the"
                            + " LoadTest");
                }
            }
            case ByNetwork() -> {}
        }
    }
}
