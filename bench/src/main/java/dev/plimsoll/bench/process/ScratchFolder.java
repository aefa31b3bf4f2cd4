package dev.plimsoll.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for the files of one benchmark; closing deletes it with all that is in it. */
public record ScratchFolder(Path path) implements AutoCloseable {
    /** A new one. */
    public static ScratchFolder create() {
        try {
            return new ScratchFolder(Files.createTempDirectory("plimsoll-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files", e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
