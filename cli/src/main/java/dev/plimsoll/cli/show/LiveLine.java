package dev.plimsoll.cli.show;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * The line that tells how far a run is. On a terminal it is written over itself; elsewhere, as in a log of CI, one line
 * is printed every five seconds.
 */
public final class LiveLine {
    private static final long PAUSE_NANOS = 5_000_000_000L;
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[2K";

    private final PrintStream out;
    private final int columns;
    private final LongSupplier nanoTime;
    private boolean moving;
    private boolean printedBefore;
    private long printedAt;

    private LiveLine(PrintStream out, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /** On a terminal so many columns wide. */
    public static LiveLine onTerminal(PrintStream out, int columns, LongSupplier nanoTime) {
        return new LiveLine(out, columns, nanoTime);
    }

    /** Into a file or a pipe. */
    public static LiveLine intoLog(PrintStream out, LongSupplier nanoTime) {
        return new LiveLine(out, 0, nanoTime);
    }

    /** Shows how far the run is now. */
    public void show(String text) {
        if (columns > 0) {
            out.print(TO_LINE_START_AND_CLEAR + text.substring(0, Math.min(text.length(), columns - 1)));
            out.flush();
            moving = true;
            return;
        }
        long now = nanoTime.getAsLong();
        if (!printedBefore || now - printedAt >= PAUSE_NANOS) {
            printedBefore = true;
            printedAt = now;
            out.println(text);
        }
    }

    /** Takes the moving line away, so that other text can follow. */
    public void clear() {
        if (moving) {
            out.print(TO_LINE_START_AND_CLEAR);
            out.flush();
            moving = false;
        }
    }
}
