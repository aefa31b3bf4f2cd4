package dev.plimsoll.operator.translate;

import dev.plimsoll.engine.template.MalformedTemplateException;
import dev.plimsoll.engine.template.Template;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What templates of one scenario must be: well formed, with names that are known where they stand. Rules go through a
 * scenario in the order of the document and say here what it has captured so far.
 */
final class TemplateRules {
    private final Collection<String> data;
    private final Set<String> captured = new LinkedHashSet<>();

    /** Takes the names of the data sets. */
    TemplateRules(Collection<String> data) {
        this.data = data;
    }

    /** Rules for another place, at which the same is known so far. */
    TemplateRules copy() {
        var copy = new TemplateRules(data);
        copy.captured.addAll(captured);
        return copy;
    }

    /** From here on there is such a variable. */
    void captures(String variable) {
        captured.add(variable);
    }

    boolean knows(String variable) {
        return captured.contains(variable);
    }

    /** The variables that there are, as part of a sentence. */
    String known() {
        return captured.isEmpty() ? "none is captured before it" : "captured before it: " + String.join(", ", captured);
    }

    /** The template, when the text is one that can be filled. */
    Optional<Template> check(String text, Findings at) {
        Template template;
        try {
            template = Template.parse(text);
        } catch (MalformedTemplateException e) {
            at.report(text, "is no template: " + e.getMessage());
            return Optional.empty();
        }
        template.variables().stream()
                .filter(variable -> !knows(variable))
                .sorted()
                .forEach(variable -> at.report(
                        "${" + variable + "}",
                        "no earlier step of the scenario captures " + variable + "; " + known()
                                + ", and a column of a data set is written ${data.column}"));
        template.columns().stream()
                .filter(column -> !data.contains(column.data()))
                .map(column -> "${" + column.data() + "." + column.column() + "}")
                .sorted()
                .forEach(hole -> at.report(
                        hole,
                        data.isEmpty()
                                ? "there is no data set; add it to spec.data"
                                : "there is no such data set; spec.data has " + String.join(", ", data)));
        return Optional.of(template);
    }
}
