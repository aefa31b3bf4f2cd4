package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * Reads a log in HdrHistogram's format from begin to end, or says on which line that is not possible. The library's own
 * reader ends without a word at a line that it cannot read; a log that was cut off would look like a short one.
 */
final class LogFile {
    private static final Pattern PLIMSOLL = Pattern.compile("#\\[Plimsoll run .*");

    /** What Plimsoll tags requests with that are never judged; a phase may stand before it. */
    private static final Pattern WARM_UP = Pattern.compile("(?:.*/)?warm-up/[^/]+/[^/]+");

    private static final String HEADER = "#[";
    private static final String LEGEND = "\"";
    private static final int SHOWN = 40;

    private final Source source;
    private final Sink sink;
    private final LogLine parser = new LogLine();
    private boolean plimsoll;
    private int line;
    private int intervals;
    private long values;
    private double begin = Double.POSITIVE_INFINITY;
    private double end = Double.NEGATIVE_INFINITY;
    /** Whether a line was there that only a log has. */
    private boolean known;

    private LogFile(Source source, Sink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Takes one interval after the other. */
    interface Sink {
        void accept(LogEntry entry) throws BadInput;
    }

    /**
     * Hands over every interval but those of a warm-up.
     *
     * @throws BadInput when this is no log, when it was cut off, or when nothing is in it
     */
    static LogFacts read(Source source, Sink sink) throws BadInput {
        return new LogFile(source, sink).read();
    }

    private LogFacts read() throws BadInput {
        try (var reader = source.open()) {
            var next = reader.readLine();
            while (next != null) {
                line++;
                var text = next;
                next = reader.readLine();
                take(text, next == null);
            }
        } catch (CharacterCodingException _) {
            throw new BadInput(
                    source.name() + ": is no text, so it is no HdrHistogram log; if it is packed, unpack it");
        } catch (IOException e) {
            throw new BadInput(source.name() + ": cannot be read: " + e.getMessage());
        }
        refuseNothing();
        return new LogFacts(begin, end, parser.decimal(), parser.perMaximum());
    }

    private void take(String text, boolean last) throws BadInput {
        plimsoll |= PLIMSOLL.matcher(text).matches();
        if (text.isBlank() || text.startsWith(LEGEND)) {
            return;
        }
        LogEntry entry;
        try {
            entry = parser.read(line, text);
        } catch (LogLine.Unreadable e) {
            throw unreadable(text, last, e);
        }
        known |= entry != null || text.startsWith(HEADER);
        if (entry == null || (plimsoll && WARM_UP.matcher(entry.tag()).matches())) {
            return;
        }
        intervals++;
        values += entry.values().getTotalCount();
        begin = Math.min(begin, entry.begin());
        end = Math.max(end, entry.end());
        sink.accept(entry);
    }

    private BadInput unreadable(String text, boolean last, LogLine.Unreadable e) {
        var place = source.name() + ":" + line + ": ";
        var shown = "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
        if (!known) {
            return new BadInput(
                    place + shown + " is no line of an HdrHistogram log; name a log (.hlog), or a folder that"
                            + " plimsoll run left");
        }
        if (last) {
            return new BadInput(place + shown + " is the last line and ends too early: the log was cut off; remove this"
                    + " line to compare what is before it, or take the whole log");
        }
        return new BadInput(place + shown + " cannot be read (" + e.getMessage()
                + "): the file is damaged; take the log" + " from where it was recorded again");
    }

    private void refuseNothing() throws BadInput {
        if (line == 0) {
            throw new BadInput(source.name() + ": is empty; the recording was not written, so record it again");
        }
        if (values == 0) {
            throw new BadInput(source.name() + ": there is no value in its " + intervals
                    + " histograms; record again, and longer than the warm-up");
        }
    }
}
