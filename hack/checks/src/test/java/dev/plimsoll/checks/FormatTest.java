package dev.plimsoll.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FormatTest {
    private final Tree tree = Tree.around();
    private final JavaFormat format = new JavaFormat();

    @Test
    void shouldBeFormattedWhenItIsJava() throws IOException {
        var files = tree.files(".java");
        if (Boolean.getBoolean("plimsoll.update")) {
            format.apply(files);
        }
        var different = new ArrayList<String>();
        for (Path file : files) {
            var source = Files.readString(file);
            if (!format.of(file, source).equals(source)) {
                different.add(tree.name(file));
            }
        }
        assertThat(different)
                .as("`hack/format` lays these out as the others are")
                .isEmpty();
    }
}
