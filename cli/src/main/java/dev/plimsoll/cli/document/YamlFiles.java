package dev.plimsoll.cli.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the files that were named on the command line: a file, a folder with its folders, or {@code -}. */
final class YamlFiles {
    /** What stands for standard input. */
    static final String STDIN = "-";

    private final InputStream stdin;

    YamlFiles(InputStream stdin) {
        this.stdin = stdin;
    }

    /** All documents in the order of the names; files of a folder in the order of their paths. */
    List<Document> read(List<String> names, List<Problem> problems) {
        var documents = new ArrayList<Document>();
        for (var name : names) {
            documents.addAll(read(name, problems));
        }
        return documents;
    }

    private List<Document> read(String name, List<Problem> problems) {
        if (name.equals(STDIN)) {
            return read("(stdin)", problems, () -> new String(stdin.readAllBytes(), StandardCharsets.UTF_8));
        }
        var path = Path.of(name);
        if (Files.isDirectory(path)) {
            return folder(path, problems);
        }
        if (!Files.exists(path)) {
            problems.add(Problem.ofFile(name, "there is no such file or folder; check the path"));
            return List.of();
        }
        return read(name, problems, () -> Files.readString(path));
    }

    private List<Document> folder(Path folder, List<Problem> problems) {
        var files = new ArrayList<Path>();
        int before = problems.size();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isYaml(file) && Files.isRegularFile(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    problems.add(unreadable(file.toString(), e));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            problems.add(unreadable(folder.toString(), e));
        }
        if (files.isEmpty() && problems.size() == before) {
            problems.add(Problem.ofFile(folder.toString(), "there is no .yaml or .yml file in this folder"));
        }
        return files.stream()
                .sorted()
                .flatMap(file -> read(file.toString(), problems, () -> Files.readString(file)).stream())
                .toList();
    }

    private static List<Document> read(String name, List<Problem> problems, Text text) {
        try {
            return YamlText.documents(name, text.read(), problems);
        } catch (CharacterCodingException _) {
            problems.add(Problem.ofFile(name, "is no text in UTF-8; is it the right file?"));
        } catch (IOException e) {
            problems.add(unreadable(name, e));
        }
        return List.of();
    }

    private static Problem unreadable(String name, IOException e) {
        var reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
        return Problem.ofFile(name, "cannot be read: " + reason);
    }

    private static boolean isYaml(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** Where a text comes from. */
    private interface Text {
        String read() throws IOException;
    }
}
