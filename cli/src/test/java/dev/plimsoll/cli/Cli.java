package dev.plimsoll.cli;

import dev.plimsoll.cli.show.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs a command as a person would, and keeps what it says. */
record Cli(int exitCode, String out, String err) {
    private static final Logger ROOT = Logger.getLogger("");

    static Cli run(String... arguments) {
        return runWithInput("", arguments);
    }

    static Cli runWithInput(String stdin, String... arguments) {
        return runWithInput(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    static Cli runWithInput(InputStream stdin, String... arguments) {
        ROOT.setLevel(Level.WARNING); // as main does
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var around = new Surroundings(
                stdin,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Style.PLAIN,
                0,
                Path.of("..").toAbsolutePath().normalize(),
                Clock.systemUTC());
        int exitCode = Main.execute(around, arguments);
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
