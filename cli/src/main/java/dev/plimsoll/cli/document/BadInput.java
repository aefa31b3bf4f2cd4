package dev.plimsoll.cli.document;

import java.util.List;
import java.util.stream.Collectors;

/** The input cannot be used. Carries everything that is wrong with it, so that one attempt is enough to mend it. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /** Lines to print, each complete in itself. */
    public BadInput(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    /** A single thing that is wrong. */
    public BadInput(String line) {
        this(List.of(line));
    }

    /** What is wrong with documents, in the order of the files. */
    public static BadInput of(List<Problem> problems) {
        return new BadInput(problems.stream().map(Problem::toString).collect(Collectors.toList()));
    }

    /** One line for each thing that is wrong. */
    public List<String> lines() {
        return lines;
    }
}
