package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.process.PinnedProcess;
import dev.plimsoll.bench.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Another tool, by its command.
 *
 * @param name as tables show it
 * @param command with {@code {url}}, {@code {connections}}, {@code {seconds}}, {@code {rate}} and
 *     {@code {rate-per-connection}} where these go; a shell reads it
 * @param debianPackage that has it; empty when none does
 * @param programs where its program is looked for
 */
record Peer(String name, String command, String debianPackage, Programs programs) implements Tool {
    private static final Pattern WRONG = Pattern.compile(
            "(?m)^.*(?:Non-2xx|Socket errors|[45]\\d\\d\\]\\s+\\d+ resp|[1-9]\\d* (?:failed|errored)).*$");

    /** Reads {@code NAME=COMMAND}. */
    static Peer parse(String text, Programs programs) {
        var parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no peer; expected NAME=COMMAND");
        }
        return new Peer(parts[0].strip(), parts[1].strip(), "", programs);
    }

    /** Those that Debian has, as far as they can do what the mode asks. */
    static List<Peer> ofDebian(Mode mode, Programs programs) {
        return switch (mode) {
            case H1, TLS ->
                List.of(
                        new Peer("wrk", "wrk -t 1 -c {connections} -d {seconds}s {url}", "wrk", programs),
                        new Peer(
                                "h2load",
                                "h2load --h1 -t 1 -c {connections} -D {seconds} {url}",
                                "nghttp2-client",
                                programs),
                        new Peer("hey", "hey -c {connections} -z {seconds}s {url}", "hey", programs));
            case H2 ->
                List.of(
                        new Peer(
                                "h2load",
                                "h2load -t 1 -c {connections} -D {seconds} {url}",
                                "nghttp2-client",
                                programs),
                        new Peer("hey", "hey -h2 -c {connections} -z {seconds}s {url}", "hey", programs));
            case OPEN ->
                List.of(
                        new Peer(
                                "h2load --rps",
                                "h2load --h1 -t 1 -c {connections} -D {seconds} --rps {rate-per-connection} {url}",
                                "nghttp2-client",
                                programs),
                        new Peer(
                                "hey -q",
                                "hey -c {connections} -q {rate-per-connection} -z {seconds}s {url}",
                                "hey",
                                programs));
        };
    }

    @Override
    public Optional<String> absence(Mode mode) {
        var program = command.split("\\s+", 2)[0];
        if (programs.find(program).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("there is no " + program + " on this machine"
                + (debianPackage.isEmpty() ? "" : "; to have it: apt-get install " + debianPackage));
    }

    @Override
    public void prepare(Nginx server) {
        // a peer is ready as it is
    }

    @Override
    public Turn start(Mode mode, Shape shape, int port, Path log) {
        var url = mode.protocol().scheme() + "://127.0.0.1:" + port + "/";
        var line = List.of("/bin/sh", "-c", "exec " + command(shape, url));
        return new PeerTurn(PinnedProcess.start(CapacityBench.CLIENT_CORE, line, Map.of(), log), shape);
    }

    /** What the shell reads. */
    String command(Shape shape, String url) {
        return command.replace("{url}", url)
                .replace("{connections}", Integer.toString(shape.connections()))
                .replace("{seconds}", Integer.toString(shape.loadSeconds()))
                .replace("{rate}", number(shape.rate()))
                .replace("{rate-per-connection}", number(shape.rate() / shape.connections()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** What a tool says of failures; empty when it says nothing of the kind. */
    static Optional<String> complaint(String said) {
        var found = WRONG.matcher(said);
        return found.find() ? Optional.of(found.group().strip()) : Optional.empty();
    }

    private record PeerTurn(PinnedProcess process, Shape shape) implements Turn {
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        @Override
        public void finish() throws InterruptedException {
            process.awaitSuccess(PATIENCE.plusSeconds(shape.loadSeconds()));
            complaint(process.said()).ifPresent(complaint -> {
                throw new IllegalStateException("its requests failed: " + complaint);
            });
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
