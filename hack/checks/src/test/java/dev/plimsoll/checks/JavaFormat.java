package dev.plimsoll.checks;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The one way in which Java is laid out here: palantir-java-format, 120 columns, imports in order, none unused. */
final class JavaFormat {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    /** The source as it should be. */
    String of(Path file, String source) {
        try {
            return formatter.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + " is no Java: " + e.getMessage(), e);
        }
    }

    /** Writes those of the files anew that are not as they should be, and returns them. */
    List<Path> apply(List<Path> files) throws IOException {
        var changed = new ArrayList<Path>();
        for (var file : files) {
            var source = Files.readString(file);
            var formatted = of(file, source);
            if (!formatted.equals(source)) {
                Files.writeString(file, formatted);
                changed.add(file);
            }
        }
        return changed;
    }

    /** Formats the files that are named; {@code hack/format} calls it. */
    public static void main(String[] files) throws IOException {
        new JavaFormat()
                .apply(Stream.of(files).map(Path::of).toList())
                .forEach(file -> System.out.println("formatted " + file));
    }
}
