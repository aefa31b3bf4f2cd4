package dev.plimsoll.cli.show;

import dev.plimsoll.engine.contract.ErrorKind;

/** The words that the API has for kinds of errors. */
public final class ErrorNames {
    private ErrorNames() {}

    /** As in the status of a LoadTestRun. */
    public static String name(ErrorKind kind) {
        return switch (kind) {
            case CONNECTION_REFUSED -> "ConnectionRefused";
            case CONNECT_FAILED -> "ConnectFailed";
            case CONNECTION_RESET -> "ConnectionReset";
            case TIMEOUT -> "Timeout";
            case BAD_STATUS -> "BadStatus";
            case UNREADABLE_RESPONSE -> "UnreadableResponse";
            case GENERATOR_FAULT -> "GeneratorFault";
        };
    }
}
