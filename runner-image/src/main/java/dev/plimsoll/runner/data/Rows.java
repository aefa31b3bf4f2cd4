package dev.plimsoll.runner.data;

import dev.plimsoll.engine.contract.DataSet;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one data set. */
public final class Rows {
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final String[][] rows;

    /** Rows of so many values as there are columns. */
    Rows(List<String> columns, List<String[]> rows) {
        columns.forEach(column -> places.put(column, places.size()));
        this.rows = rows.toArray(String[][]::new);
    }

    /**
     * Reads a data set's file.
     *
     * @throws IllegalArgumentException when it cannot be read, is not what it should be, or has no rows; the message
     *     names data set and file
     */
    public static Rows of(DataSet data) {
        try {
            var text = withoutMark(Files.readString(Path.of(data.path())));
            var rows = switch (data.format()) {
                case CSV -> CsvRows.read(text);
                case JSON -> JsonRows.read(text);
            };
            if (rows.size() == 0) {
                throw new IllegalArgumentException("it has no rows");
            }
            return rows;
        } catch (NoSuchFileException e) {
            throw unreadable(data, "there is no such file", e);
        } catch (MalformedInputException e) {
            throw unreadable(data, "it is no text in UTF-8", e);
        } catch (IOException e) {
            throw unreadable(data, e.toString(), e);
        } catch (IllegalArgumentException e) {
            throw unreadable(data, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException unreadable(DataSet data, String why, Exception cause) {
        return new IllegalArgumentException("data set " + data.name() + ", file " + data.path() + ": " + why, cause);
    }

    /** Without the byte order mark that spreadsheets put before UTF-8. */
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** How many there are. */
    public int size() {
        return rows.length;
    }

    /** The names of the columns. */
    public List<String> columns() {
        return List.copyOf(places.keySet());
    }

    /** A value; null when there is no such column. */
    public @Nullable String value(int row, String column) {
        var place = places.get(column);
        return place == null ? null : rows[row][place];
    }
}
