package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.process.PinnedProcess;
import dev.plimsoll.bench.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Another tool, by its command.
 *
 * @param command with {@code {url}}, {@code {connections}}, {@code {seconds}}, {@code {rate}},
 *     {@code {rate-per-connection}}, {@code {folder}} where these go; a shell reads it
 * @param readout how its latencies are read
 * @param file in the folder, that it writes them to; empty for its output
 * @param debianPackage that has it; empty when none does
 */
record PeerSubject(
        String name,
        String label,
        String command,
        Readout readout,
        String file,
        String debianPackage,
        Programs programs)
        implements Subject {
    /** More than any case without a stall needs, and few enough that each has a request now and then. */
    private static final int CONNECTIONS = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_AFTER_MILLIS = 1_000;

    /** wrk itself prints no p99.9. */
    private static final String WRK_SCRIPT = """
        done = function(summary, latency, requests)
          for _, p in pairs({50, 99, 99.9}) do
            io.write(string.format("%7.3f%% %dus\\n", p, latency:percentile(p)))
          end
        end
        """;

    static List<PeerSubject> ofDebian(Programs programs) {
        return List.of(
                new PeerSubject(
                        "h2load --rps",
                        "a timer for each connection; times from the send; waits for the reply before it sends again",
                        "h2load --h1 -t 1 -c {connections} -D {seconds} --rps {rate-per-connection}"
                                + " --log-file {folder}/h2load.log {url}",
                        Readout.H2LOAD_LOG,
                        "h2load.log",
                        "nghttp2-client",
                        programs),
                new PeerSubject(
                        "hey -q",
                        "a ticker for each worker; times from the send, in steps of 0.1 ms; waits for the reply",
                        "hey -o csv -c {connections} -q {rate-per-connection} -z {seconds}s {url}",
                        Readout.HEY_CSV,
                        "",
                        "hey",
                        programs),
                new PeerSubject(
                        "wrk",
                        "closed model, no rate: as fast as replies come; for contrast",
                        "wrk -t 1 -c {connections} -d {seconds}s -s {folder}/wrk.lua {url}",
                        Readout.PERCENT_LINES,
                        "",
                        "wrk",
                        programs));
    }

    /** Reads {@code NAME=COMMAND}: a tool that prints percentiles as wrk2 does. */
    static PeerSubject parse(String text, Programs programs) {
        var parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no peer; expected NAME=COMMAND");
        }
        return new PeerSubject(
                parts[0].strip(), "given by --peer", parts[1].strip(), Readout.PERCENT_LINES, "", "", programs);
    }

    @Override
    public Optional<String> absence(Case tried) {
        var program = command.split("\\s+", 2)[0];
        if (programs.find(program).isEmpty()) {
            return Optional.of("there is no " + program + " on this machine"
                    + (debianPackage.isEmpty() ? "" : "; to have it: apt-get install " + debianPackage));
        }
        return tried.trouble() == Trouble.NONE || tried.trouble() == Trouble.PAUSE
                ? Optional.empty()
                : Optional.of("this case is about what the runner says of itself");
    }

    @Override
    public void prepare(int port) {
        // a peer is ready as it is
    }

    @Override
    public Measured run(Case tried, Trial trial) throws InterruptedException {
        var log = trial.folder().resolve("peer.log");
        writeScript(trial.folder());
        var line = List.of("/bin/sh", "-c", "exec " + command(tried.rate(), trial));
        try (var process = PinnedProcess.start(Trial.CORE, line, Map.of(), log)) {
            if (tried.trouble() == Trouble.PAUSE) {
                Pause.after(trial.warmupSeconds() * 1_000L + PAUSE_AFTER_MILLIS, process);
            }
            process.awaitSuccess(PATIENCE.plusSeconds(trial.totalSeconds()));
        }
        var text = read(file.isEmpty() ? log : trial.folder().resolve(file));
        return new Measured(
                readout.read(text, trial.warmupSeconds()),
                command.contains("{rate"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false,
                "");
    }

    private String command(double rate, Trial trial) {
        return command.replace("{url}", "http://127.0.0.1:" + trial.port() + "/")
                .replace("{connections}", Integer.toString(CONNECTIONS))
                .replace("{seconds}", Integer.toString(trial.totalSeconds()))
                .replace("{rate}", String.format(Locale.ROOT, "%.0f", rate))
                .replace("{rate-per-connection}", String.format(Locale.ROOT, "%.4f", rate / CONNECTIONS))
                .replace("{folder}", trial.folder().toString());
    }

    private static void writeScript(Path folder) {
        try {
            Files.writeString(folder.resolve("wrk.lua"), WRK_SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
