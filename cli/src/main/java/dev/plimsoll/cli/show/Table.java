package dev.plimsoll.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Text in columns that are as wide as their widest cell. */
final class Table {
    private static final String GAP = "   ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(column -> Cell.of(column.title())).toList());
    }

    /** How a column's cells are aligned. */
    enum Align {
        LEFT,
        RIGHT
    }

    /** A column and its title. */
    record Column(String title, Align align) {}

    /** A text, and the colour it gets once it is padded. */
    record Cell(String text, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    /** One line for the titles, and one for each row. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                boolean last = i == columns.size() - 1;
                line.append(i == 0 ? "" : GAP)
                        .append(padded(row.get(i), columns.get(i).align(), width(i), last));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
    }

    private static String padded(Cell cell, Align align, int width, boolean last) {
        var padding = " ".repeat(width - cell.text().length());
        var painted = cell.paint().apply(cell.text());
        return switch (align) {
            case LEFT -> last ? painted : painted + padding;
            case RIGHT -> padding + painted;
        };
    }
}
