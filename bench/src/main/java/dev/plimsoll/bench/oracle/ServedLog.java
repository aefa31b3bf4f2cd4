package dev.plimsoll.bench.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the oracle did: for each request, in order of arrival, when it was noticed and when its reply was written, by
 * the clock of {@link System#nanoTime}, which all processes of a machine share. A reply that was not written is at 0.
 */
public final class ServedLog {
    private final long[] arrived;
    private final long[] replied;

    /** Of two arrays of one length, which it keeps. */
    public ServedLog(long[] arrived, long[] replied) {
        this.arrived = arrived;
        this.replied = replied;
    }

    /** In order; not to be changed. */
    public long[] arrived() {
        return arrived;
    }

    /** By number of the arrival; not to be changed. */
    public long[] replied() {
        return replied;
    }

    /** Writes it to a file. */
    public void writeTo(Path file) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES * arrived.length);
        bytes.asLongBuffer().put(arrived).put(replied);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ServedLog read(Path file) {
        try {
            var numbers = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
            var all = new long[numbers.remaining()];
            numbers.get(all);
            int count = all.length / 2;
            return new ServedLog(Arrays.copyOf(all, count), Arrays.copyOfRange(all, count, all.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of requests. */
    public int size() {
        return arrived.length;
    }
}
