package dev.plimsoll.bench.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are looked for, as a shell does. */
public record Programs(List<Path> folders) {
    public Programs {
        folders = List.copyOf(folders);
    }

    /** By the value of {@code PATH}; servers are in {@code sbin}, which a user's path may lack. */
    public static Programs on(String path) {
        return new Programs(
                Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                        .map(Path::of)
                        .toList());
    }

    /** The first executable file of this name; a name with a slash is a path. */
    public Optional<Path> find(String name) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
