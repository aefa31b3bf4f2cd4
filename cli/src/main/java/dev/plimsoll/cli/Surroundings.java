package dev.plimsoll.cli;

import dev.plimsoll.cli.show.LiveLine;
import dev.plimsoll.cli.show.Style;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/**
 * What a command finds around it, read once in main.
 *
 * @param in standard input
 * @param out for results
 * @param err for progress, notes and what went wrong
 * @param outStyle colours of {@code out}
 * @param columns width of the terminal that {@code err} is; 0 when it is none
 * @param home where Plimsoll's own files are
 * @param clock of this machine
 */
record Surroundings(
        InputStream in, PrintStream out, PrintStream err, Style outStyle, int columns, Path home, Clock clock) {

    /** The launcher knows what the JVM cannot find out: what kind of thing each output is. */
    static Surroundings ofProcess() {
        boolean colours = Boolean.getBoolean("plimsoll.colours") && System.getenv("NO_COLOR") == null;
        return new Surroundings(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                colours ? Style.COLOURED : Style.PLAIN,
                Integer.getInteger("plimsoll.columns", 0),
                Path.of(System.getProperty("plimsoll.home", "")),
                Clock.system(ZoneId.systemDefault()));
    }

    LiveLine liveLine() {
        return columns > 0
                ? LiveLine.onTerminal(err, columns, System::nanoTime)
                : LiveLine.intoLog(err, System::nanoTime);
    }

    /** Prints what stands in the way, each on its line. */
    ExitCode refuse(Iterable<String> lines) {
        lines.forEach(err::println);
        return ExitCode.BAD_INPUT;
    }
}
