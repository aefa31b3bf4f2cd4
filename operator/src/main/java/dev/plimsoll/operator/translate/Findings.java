package dev.plimsoll.operator.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Problems found so far, and the field that is looked at: rules walk down with {@link #at} and write to one list. */
final class Findings {
    private static final int LONGEST_VALUE = 80;

    private final String field;
    private final List<Problem> problems;

    private Findings(String field, List<Problem> problems) {
        this.field = field;
        this.problems = problems;
    }

    /** An empty list, looking at the field from which all paths begin. */
    static Findings from(String root) {
        return new Findings(root, new ArrayList<>());
    }

    /** The same list, looking at a field of this field. */
    Findings at(String name) {
        return new Findings(field + "." + name, problems);
    }

    /** The same list, looking at an element of a list in this field. */
    Findings at(String name, int index) {
        return new Findings(field + "." + name + "[" + index + "]", problems);
    }

    /** The same list, looking at another resource. */
    Findings elsewhere(String root) {
        return new Findings(root, problems);
    }

    /** The field that is looked at holds a value that cannot be. */
    void report(@Nullable Object value, String message) {
        var text = value == null ? "" : value.toString().strip().replaceAll("\\p{Cntrl}", "?");
        var shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        problems.add(new Problem(field, shown, message));
    }

    /** The field that is looked at is absent and must not be. */
    void report(String message) {
        report(null, message);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
