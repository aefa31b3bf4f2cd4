package dev.plimsoll.engine.template;

import java.util.ArrayList;
import java.util.List;

/** Reads one template from left to right. */
final class TemplateParser {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";
    private static final String WHAT_MAY_STAND = "write a variable, data.column or one of " + Functions.LIST;

    /** No sense is made of more, and each takes a piece of the stack. */
    private static final int MOST_NESTED = 16;

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private int at;
    private int nested;

    TemplateParser(String text) {
        this.text = text;
    }

    List<Part> parts() {
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                pending.append(OPEN);
                at += ESCAPED.length();
            } else if (text.startsWith(OPEN, at)) {
                hole();
            } else {
                pending.append(text.charAt(at++));
            }
        }
        flush();
        return parts;
    }

    private void hole() {
        int begin = at;
        at += OPEN.length();
        skipBlanks();
        var expression = expression(begin);
        skipBlanks();
        if (!take('}')) {
            throw at == text.length() ? unclosed(begin) : error(at, "'}' should stand here, to close the '${'");
        }
        if (expression instanceof Expression.Literal(var literal)) {
            pending.append(literal);
        } else {
            flush();
            parts.add(new Part.Hole(expression));
        }
    }

    private void flush() {
        if (!pending.isEmpty()) {
            parts.add(new Part.Text(pending.toString()));
            pending.setLength(0);
        }
    }

    private Expression expression(int hole) {
        int begin = at;
        if (at == text.length()) {
            throw unclosed(hole);
        }
        if (text.charAt(at) == '\'') {
            return new Expression.Literal(quoted());
        }
        var name = name();
        if (!isName(name)) {
            throw error(begin, "no expression begins here: " + WHAT_MAY_STAND);
        }
        if (take('.')) {
            return new Expression.Column(name, column());
        }
        skipBlanks();
        return take('(') ? call(name, begin, hole) : new Expression.Variable(name);
    }

    private Expression call(String function, int begin, int hole) {
        if (++nested > MOST_NESTED) {
            throw error(begin, "more than " + MOST_NESTED + " calls stand in one another");
        }
        var arguments = new ArrayList<Object>();
        skipBlanks();
        while (!take(')')) {
            if (!arguments.isEmpty() && !take(',')) {
                throw at == text.length() ? unclosed(hole) : error(at, "',' or ')' should stand here");
            }
            skipBlanks();
            arguments.add(isNumberNext() ? number() : expression(hole));
            skipBlanks();
        }
        nested--;
        try {
            return Functions.of(function, arguments);
        } catch (IllegalArgumentException e) {
            throw error(begin, String.valueOf(e.getMessage()));
        }
    }

    private String column() {
        int begin = at;
        var column = at < text.length() && text.charAt(at) == '\'' ? quoted() : name();
        if (column.isEmpty()) {
            throw error(begin, "a column's name should stand here, in quotes if it has blanks: users.'First name'");
        }
        return column;
    }

    private String name() {
        int begin = at;
        while (at < text.length() && isNameChar(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = at++;
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'' || take('\'')) {
                value.append(c);
            } else {
                return value.toString();
            }
        }
        throw error(begin, "this quote is not closed");
    }

    private boolean isNumberNext() {
        return at < text.length() && (text.charAt(at) == '-' || Character.isDigit(text.charAt(at)));
    }

    private long number() {
        int begin = at++;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(begin, at));
        } catch (NumberFormatException e) {
            throw error(begin, "no whole number of 64 bits: " + text.substring(begin, at));
        }
    }

    static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isNameChar((char) c)) && isFirst(text.charAt(0));
    }

    private static boolean isFirst(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNameChar(char c) {
        return isFirst(c) || (c >= '0' && c <= '9') || c == '-';
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private MalformedTemplateException unclosed(int hole) {
        return error(hole, "this '${' is not closed; '$${' stands for the text '${'");
    }

    private MalformedTemplateException error(int where, String problem) {
        return new MalformedTemplateException(text, where, problem);
    }
}
