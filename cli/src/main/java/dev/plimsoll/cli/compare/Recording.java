package dev.plimsoll.cli.compare;

import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** What one side measured in one run or round, by tag: one number for the test, whatever the number of requests. */
final class Recording {
    private final String name;
    private final SortedMap<String, Histogram> byTag = new TreeMap<>();

    /** An empty one, and what it is called in a sentence. */
    Recording(String name) {
        this.name = name;
    }

    void add(LogEntry entry) {
        add(entry.tag(), entry.values());
    }

    /** Many rounds of many steps are held at a time: packed, a histogram takes little more than what is in it. */
    private void add(String tag, Histogram values) {
        byTag.computeIfAbsent(tag, _ -> empty(values)).add(values);
    }

    private static Histogram empty(Histogram shape) {
        var empty = new PackedHistogram(shape);
        empty.setAutoResize(true);
        return empty;
    }

    /** All of these together, for display. */
    static Recording together(String name, Iterable<Recording> parts) {
        var sum = new Recording(name);
        parts.forEach(part -> part.byTag.forEach(sum::add));
        return sum;
    }

    String name() {
        return name;
    }

    /** By tag, in order; not to be changed. */
    SortedMap<String, Histogram> byTag() {
        return byTag;
    }

    /** How many values there are of a tag. */
    long count(String tag) {
        var values = byTag.get(tag);
        return values == null ? 0 : values.getTotalCount();
    }

    /** How many values there are. */
    long count() {
        return byTag.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }
}
