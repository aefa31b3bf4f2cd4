package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * Something about a session variable. A variable without a value equals nothing and matches nothing; so does a template
 * in which a value is missing.
 */
record CompiledCondition(
        String variable,
        @Nullable Boolean exists,
        @Nullable Template equalTo,
        @Nullable Template not,
        @Nullable SearchPattern pattern) {

    /**
     * Compiles it.
     *
     * @throws IllegalArgumentException when its template or expression is none
     */
    static CompiledCondition of(Condition condition) {
        return new CompiledCondition(
                condition.variable(),
                condition.exists(),
                condition.equalTo() == null ? null : Template.parse(condition.equalTo()),
                condition.not() == null ? null : Template.parse(condition.not()),
                condition.pattern() == null ? null : SearchPattern.of(condition.pattern()));
    }

    boolean holds(Session session) {
        var value = session.variable(variable);
        return (exists == null || exists == (value != null))
                && (equalTo == null || isText(value, equalTo, session))
                && (not == null || !isText(value, not, session))
                && (pattern == null || (value != null && pattern.matches(value)));
    }

    private static boolean isText(@Nullable String value, Template template, Session session) {
        return value != null && value.equals(CompiledCheck.render(template, session));
    }
}
