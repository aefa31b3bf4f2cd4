package dev.plimsoll.runner.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Rows of a text as RFC 4180 has it; the first line names the columns, and empty lines are nothing. */
final class CsvRows {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private CsvRows() {}

    static Rows read(String text) throws IOException {
        try (var parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            var columns = parser.getHeaderNames();
            var rows = new ArrayList<String[]>();
            for (var row : parser) {
                rows.add(values(row, columns.size()));
            }
            return new Rows(columns, rows);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("it is no CSV: " + e.getMessage(), e);
        }
    }

    private static String[] values(CSVRecord row, int columns) {
        if (row.size() != columns) {
            throw new IllegalArgumentException("row " + row.getRecordNumber() + " has " + row.size()
                    + " values, and there are " + columns + " columns");
        }
        return row.values();
    }
}
