package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ConditionSpec;

/** What conditions must be: about a variable that there may be, and asking something of it. */
final class ConditionRules {
    private ConditionRules() {}

    /** A condition, where all variables are known that may have a value when it is looked at. */
    static void check(ConditionSpec condition, TemplateRules templates, Findings at) {
        if (!templates.knows(condition.variable())) {
            at.at("variable").report(condition.variable(), "nothing captures it; " + templates.known());
        }
        boolean asksForValue =
                condition.equalTo() != null || condition.notEquals() != null || condition.matches() != null;
        if (condition.exists() == null && !asksForValue) {
            at.report("asks nothing of the variable; set exists, equals, notEquals or matches");
        }
        if (Boolean.FALSE.equals(condition.exists()) && (condition.equalTo() != null || condition.matches() != null)) {
            at.at("exists").report(false, "a variable without a value has none to compare; remove it, or the rest");
        }
        if (condition.equalTo() != null) {
            var _ = templates.check(condition.equalTo(), at.at("equals"));
        }
        if (condition.notEquals() != null) {
            var _ = templates.check(condition.notEquals(), at.at("notEquals"));
        }
        if (condition.matches() != null) {
            PatternRules.regex(condition.matches(), at.at("matches"));
        }
    }
}
