package dev.plimsoll.demo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The last requests' instants and paths, for tests that measure pacing at the target. Bounded: the oldest go first.
 * Safe for many threads.
 */
final class Arrivals {
    private final long[] nanos;
    private final String[] paths;
    private long recorded;

    Arrivals(int capacity) {
        nanos = new long[capacity];
        paths = new String[capacity];
    }

    /**
     * @param recorded requests seen since the last reset, on all paths, those that are no longer kept included
     * @param nanos instants of the kept requests on the asked paths, ascending, in ns since the first of them
     */
    record Snapshot(long recorded, List<Long> nanos) {
        String json() {
            var instants = nanos.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
            return "{\"recorded\":" + recorded + ",\"kept\":" + nanos.size() + ",\"nanos\":" + instants + "}";
        }
    }

    synchronized void record(long nanoTime, String path) {
        var slot = (int) (recorded++ % nanos.length);
        nanos[slot] = nanoTime;
        paths[slot] = path;
    }

    synchronized void reset() {
        recorded = 0;
    }

    Snapshot snapshot(String pathPrefix) {
        long all;
        long[] instants;
        synchronized (this) {
            all = recorded;
            instants = IntStream.range(0, (int) Math.min(recorded, nanos.length))
                    .filter(slot -> paths[slot].startsWith(pathPrefix))
                    .mapToLong(slot -> nanos[slot])
                    .toArray();
        }
        // nanoTime has no fixed origin and may overflow: only differences mean something.
        var any = instants.length == 0 ? 0 : instants[0];
        var offsets =
                Arrays.stream(instants).map(instant -> instant - any).sorted().toArray();
        return new Snapshot(
                all,
                Arrays.stream(offsets).mapToObj(offset -> offset - offsets[0]).toList());
    }
}
