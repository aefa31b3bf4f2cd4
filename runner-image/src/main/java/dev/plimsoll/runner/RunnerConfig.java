package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a runner is told by its environment, read once.
 *
 * @param collector {@code PLIMSOLL_COLLECTOR_URL}: where to register and report
 * @param run {@code PLIMSOLL_RUN}: namespace and name of the run, {@code namespace/name}
 * @param token {@code PLIMSOLL_TOKEN}, or the content of the file {@code PLIMSOLL_TOKEN_FILE}
 * @param runner {@code PLIMSOLL_RUNNER_NAME}, or else {@code HOSTNAME}: this runner's name among those of the run
 * @param loops {@code PLIMSOLL_LOOPS}: number of load loops; empty to let the load decide
 * @param orphanNanos {@code PLIMSOLL_ORPHAN_TIMEOUT}: how long load may go on without the collector; 60 s unless set
 * @param limits {@code PLIMSOLL_LIMITS}: what no plan may ask for, whatever limits it has itself; null for anything
 */
public record RunnerConfig(
        URI collector,
        String run,
        String token,
        String runner,
        OptionalInt loops,
        long orphanNanos,
        @Nullable Limits limits) {

    /** A variable is missing or makes no sense; the message names it and says what to do. */
    public static final class InvalidConfigException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidConfigException(String message) {
            super(message);
        }
    }

    /**
     * Reads the variables.
     *
     * @throws InvalidConfigException naming the first that is missing or wrong
     */
    public static RunnerConfig from(Map<String, String> environment) {
        return new RunnerConfig(
                collector(required(environment, "PLIMSOLL_COLLECTOR_URL")),
                run(required(environment, "PLIMSOLL_RUN")),
                token(environment),
                environment.containsKey("PLIMSOLL_RUNNER_NAME")
                        ? required(environment, "PLIMSOLL_RUNNER_NAME")
                        : required(environment, "HOSTNAME"),
                loops(environment.get("PLIMSOLL_LOOPS")),
                orphanTimeout(environment.getOrDefault("PLIMSOLL_ORPHAN_TIMEOUT", "60s")),
                limits(environment.get("PLIMSOLL_LIMITS")));
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new InvalidConfigException(name + " is not set; the operator and the command line set it");
        }
        return value;
    }

    private static URI collector(String url) {
        if (!url.matches("http://[^/].*")) {
            throw new InvalidConfigException("PLIMSOLL_COLLECTOR_URL is '" + url + "'; expected http://HOST:PORT");
        }
        try {
            var uri = URI.create(url);
            if (uri.getHost() == null) {
                throw new InvalidConfigException(
                        "PLIMSOLL_COLLECTOR_URL is '" + url + "', which names no host; a name has no underscores");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("PLIMSOLL_COLLECTOR_URL is '" + url + "', which is no URL");
        }
    }

    private static String run(String run) {
        if (!run.matches("[a-z0-9.-]+/[a-z0-9.-]+")) {
            throw new InvalidConfigException("PLIMSOLL_RUN is '" + run + "'; expected NAMESPACE/NAME");
        }
        return run;
    }

    private static String token(Map<String, String> environment) {
        var file = environment.get("PLIMSOLL_TOKEN_FILE");
        if (file == null || environment.containsKey("PLIMSOLL_TOKEN")) {
            return required(environment, "PLIMSOLL_TOKEN");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new InvalidConfigException("PLIMSOLL_TOKEN_FILE names " + file + ", which cannot be read: " + e);
        }
    }

    private static OptionalInt loops(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalInt.empty();
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new InvalidConfigException("PLIMSOLL_LOOPS is '" + text + "'; expected a number from 1");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static long orphanTimeout(String text) {
        try {
            return Durations.parse(text);
        } catch (MalformedQuantityException e) {
            throw new InvalidConfigException("PLIMSOLL_ORPHAN_TIMEOUT: " + e.getMessage());
        }
    }

    private static @Nullable Limits limits(@Nullable String json) {
        try {
            return json == null ? null : WireFormat.read(json.getBytes(StandardCharsets.UTF_8), Limits.class);
        } catch (WireFormat.MalformedMessageException e) {
            throw new InvalidConfigException(
                    "PLIMSOLL_LIMITS is '" + json + "', which the operator did not write: " + e.getMessage());
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RunnerConfig[" + runner + " of run " + run + " at " + collector + "]";
    }
}
