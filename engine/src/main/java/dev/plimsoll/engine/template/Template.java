package dev.plimsoll.engine.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with holes that are filled anew each time. The package has the syntax. Immutable.
 *
 * @param parts in order; no two texts follow one another, and none is empty
 */
public record Template(List<Part> parts) {
    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @throws MalformedTemplateException when a hole is not closed, or holds what is no expression
     */
    public static Template parse(String text) {
        return new Template(new TemplateParser(text).parts());
    }

    /** Whether a variable may have this name: letters, digits, {@code _} and {@code -}, a letter or {@code _} first. */
    public static boolean isName(String text) {
        return TemplateParser.isName(text);
    }

    /** Whether it has no holes. */
    public boolean isConstant() {
        return parts.stream().allMatch(Part.Text.class::isInstance);
    }

    /** Its texts without what fills the holes. */
    public String constantText() {
        return parts.stream()
                .map(part -> part instanceof Part.Text(var text) ? text : "")
                .collect(Collectors.joining());
    }

    /** The names of the session variables that it needs. */
    public Set<String> variables() {
        return references()
                .filter(Expression.Variable.class::isInstance)
                .map(reference -> ((Expression.Variable) reference).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The columns of data sets that it needs. */
    public Set<Expression.Column> columns() {
        return references()
                .filter(Expression.Column.class::isInstance)
                .map(Expression.Column.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same where the texts between the holes are values too, and are escaped as those are. */
    public Template withTextsEscaped(Escape escape) {
        return new Template(parts.stream()
                .map(part -> part instanceof Part.Text(var text) ? new Part.Text(escape.of(text)) : part)
                .toList());
    }

    private Stream<Expression> references() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Hole(var expression) ? expression.references() : Stream.empty());
    }

    /**
     * Appends its text with the holes filled.
     *
     * @param escape how values are written; the text between the holes is as it is
     * @return false when a value was missing, and the text is not whole
     */
    public boolean render(Scope scope, Escape escape, StringBuilder out) {
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Part.Text(var text) -> out.append(text);
                case Part.Hole(var expression) -> {
                    var value = expression.in(scope);
                    if (value == null) {
                        return false;
                    }
                    (expression instanceof Expression.Raw ? escape.raw() : escape).append(value, out);
                }
            }
        }
        return true;
    }
}
