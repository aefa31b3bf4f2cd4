package dev.plimsoll.checks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The files of the repository that people write. */
record Tree(Path root) {
    private static final Set<String> NOT_WRITTEN =
            Set.of("target", ".git", ".idea", "plimsoll-results", "node_modules");

    /** The tree around the folder that a test runs in. */
    static Tree around() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("plimsoll"))) {
            folder = Objects.requireNonNull(folder.getParent(), "this is not inside of Plimsoll's tree");
        }
        return new Tree(folder);
    }

    /** Files whose name ends so, in the order of their paths. */
    List<Path> files(String... endings) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_WRITTEN.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (List.of(endings).stream().anyMatch(file.toString()::endsWith)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }

    /** A path as people write it in this repository. */
    String name(Path file) {
        return root.relativize(file).toString();
    }
}
