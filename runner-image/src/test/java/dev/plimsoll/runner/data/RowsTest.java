package dev.plimsoll.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.DataSet.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    @TempDir
    private Path folder;

    private Rows rows(Format format, String text) throws IOException {
        return rows(format, text.getBytes(StandardCharsets.UTF_8));
    }

    private Rows rows(Format format, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("users"), bytes);
        return Rows.of(new DataSet("users", file.toString(), format, DataSet.Order.SEQUENTIAL));
    }

    @Test
    void shouldReadCsvWithQuotesAndLineBreaksAndAByteOrderMark() throws IOException {
        var rows = rows(Format.CSV, "\ufeffname,\"First, name\"\r\nzoe,\"Zoë \"\"Z\"\"\nB\"\r\n\r\nbob,\r\n");
        assertThat(rows.columns()).containsExactly("name", "First, name");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.value(0, "name")).isEqualTo("zoe");
        assertThat(rows.value(0, "First, name")).isEqualTo("Zoë \"Z\"\nB");
        assertThat(rows.value(1, "First, name")).isEmpty();
        assertThat(rows.value(1, "absent")).isNull();
    }

    @Test
    void shouldReadJsonOfAnyMembers() throws IOException {
        var rows = rows(Format.JSON, "[{\"a\":\"x\",\"n\":1.50},{\"a\":null,\"o\":{\"k\":[1]}}]");
        assertThat(rows.columns()).containsExactly("a", "n", "o");
        assertThat(rows.value(0, "a")).isEqualTo("x");
        assertThat(rows.value(0, "n")).isEqualTo("1.50");
        assertThat(rows.value(0, "o")).isEmpty();
        assertThat(rows.value(1, "a")).isEmpty();
        assertThat(rows.value(1, "o")).isEqualTo("{\"k\":[1]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CSV|a,b;1,2;3|row 2 has 1 values, and there are 2 columns",
                "CSV|a,b;1,2,3|row 1 has 3 values",
                "CSV|a,a;1,2|duplicate name",
                "CSV|a,b|it has no rows",
                "CSV|^^|it has no rows",
                "CSV|a;\"1|it is no CSV",
                "JSON|[]|it has no rows",
                "JSON|{}|it is no JSON array of objects",
                "JSON|[1]|element 0 of its array is no JSON object",
                "JSON|[{}|it is no JSON",
            })
    void shouldSayWhatIsWrongAndWhere(Format format, String text, String problem) {
        assertThatThrownBy(() -> rows(format, text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("data set users, file " + folder.resolve("users"))
                .hasMessageContaining(problem);
    }

    @Test
    void shouldSayThatAFileIsNotThereOrNoText() {
        var absent = new DataSet("users", folder.resolve("absent").toString(), Format.CSV, DataSet.Order.RANDOM);
        assertThatThrownBy(() -> Rows.of(absent)).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> rows(Format.CSV, new byte[] {'a', '\n', (byte) 0xff}))
                .hasMessageContaining("no text in UTF-8");
    }
}
