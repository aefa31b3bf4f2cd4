package dev.plimsoll.cli.document;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a person has to mend in a file.
 *
 * @param file where it is, as the user named it
 * @param line from 1; 0 when it is about the whole file
 * @param object whose it is: {@code LoadTest checkout}; empty when the file cannot be read at all
 * @param path the field: {@code spec.load.stages[0].duration}; empty for the whole object
 * @param message what is wrong with which value, what is expected, and the remedy
 */
public record Problem(String file, int line, String object, String path, String message) {

    /** About a file that cannot be used at all. */
    static Problem ofFile(String file, String message) {
        return new Problem(file, 0, "", "", message);
    }

    /**
     * One line that begins with a place an editor can jump to: {@code test.yaml:12: LoadTest checkout: spec.load: …}.
     */
    @Override
    public String toString() {
        var place = line == 0 ? file : file + ":" + line;
        return Stream.of(place, object, path, message)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }
}
