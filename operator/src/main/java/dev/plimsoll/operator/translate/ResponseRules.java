package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.CaptureSpec;
import dev.plimsoll.api.v1alpha1.CheckSpec;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What captures and checks must be: each about one part of a response, with names that tell checks apart. */
final class ResponseRules {
    private ResponseRules() {}

    static void checkCaptures(@Nullable List<CaptureSpec> captures, Findings at) {
        for (int i = 0; captures != null && i < captures.size(); i++) {
            checkCapture(captures.get(i), at.at("capture", i));
        }
    }

    private static void checkCapture(CaptureSpec capture, Findings at) {
        var _ = new OneOf()
                .field("jsonPath", capture.jsonPath())
                .field("regex", capture.regex())
                .field("header", capture.header())
                .field("cookie", capture.cookie())
                .field("status", capture.status())
                .isExactlyOne("says not where the value stands", at);
        if (capture.jsonPath() != null) {
            PatternRules.jsonPath(capture.jsonPath(), at.at("jsonPath"));
        }
        if (capture.regex() != null) {
            PatternRules.regex(capture.regex(), at.at("regex"));
        }
        if (capture.header() != null) {
            RequestRules.checkHeaderName(capture.header(), at.at("header"));
        }
        if (capture.cookie() != null && !RequestRules.isToken(capture.cookie())) {
            at.at("cookie").report(capture.cookie(), "is no name of a cookie; use letters, digits and dashes");
        }
        if (Boolean.FALSE.equals(capture.status())) {
            at.at("status").report(false, "captures nothing; write true, or remove it");
        }
    }

    static void checkChecks(@Nullable List<CheckSpec> checks, TemplateRules templates, Findings at) {
        var names = new HashSet<String>();
        for (int i = 0; checks != null && i < checks.size(); i++) {
            var check = checks.get(i);
            var here = at.at("checks", i);
            if (checkCheck(check, templates, here) && !names.add(CheckPlanner.name(check))) {
                here.at("name")
                        .report(CheckPlanner.name(check), "another check of this step has this name; choose a new one");
            }
        }
    }

    /** Whether it asks something, and so has a name. */
    private static boolean checkCheck(CheckSpec check, TemplateRules templates, Findings at) {
        var asked = new OneOf()
                .field("status", check.status())
                .field("header", check.header())
                .field("jsonPath", check.jsonPath())
                .field("bodyContains", check.bodyContains())
                .field("bodyMatches", check.bodyMatches())
                .field("minSize or maxSize", check.minSize() == null ? check.maxSize() : check.minSize())
                .field("maxTime", check.maxTime());
        if (!asked.isExactlyOne("asks nothing", at)) {
            return false;
        }
        checkValue(check, at);
        if (check.equalTo() != null) {
            var _ = templates.check(check.equalTo(), at.at("equals"));
        }
        if (check.bodyContains() != null) {
            var _ = templates.check(check.bodyContains(), at.at("bodyContains"));
        }
        if (check.bodyMatches() != null) {
            PatternRules.regex(check.bodyMatches(), at.at("bodyMatches"));
        }
        checkSize(check, at);
        if (check.maxTime() != null) {
            var _ = QuantityRules.positiveDuration(
                    check.maxTime(), "no response is so quick; give a time such as 500ms", at.at("maxTime"));
        }
        return true;
    }

    private static void checkValue(CheckSpec check, Findings at) {
        if (check.header() != null) {
            RequestRules.checkHeaderName(check.header(), at.at("header"));
            if (check.equalTo() != null && check.matches() != null) {
                at.at("matches").report(check.matches(), "equals is set too; remove one of them");
            }
        }
        if (check.jsonPath() != null) {
            PatternRules.jsonPath(check.jsonPath(), at.at("jsonPath"));
            if (check.equalTo() == null) {
                at.at("equals").report("is missing; say what the value at jsonPath must be, as a text: '3'");
            }
        }
        if (check.equalTo() != null && check.header() == null && check.jsonPath() == null) {
            at.at("equals").report(check.equalTo(), "is for header and jsonPath; remove it");
        }
        if (check.matches() != null && check.header() == null) {
            at.at("matches").report(check.matches(), "is for header; use bodyMatches for the body");
        } else if (check.matches() != null) {
            PatternRules.regex(check.matches(), at.at("matches"));
        }
    }

    private static void checkSize(CheckSpec check, Findings at) {
        var min = check.minSize() == null ? null : QuantityRules.size(check.minSize(), at.at("minSize"));
        var max = check.maxSize() == null ? null : QuantityRules.size(check.maxSize(), at.at("maxSize"));
        if (min != null && max != null && min.isPresent() && max.isPresent() && min.get() > max.get()) {
            at.at("maxSize").report(check.maxSize(), "is below minSize, " + check.minSize() + "; swap them");
        }
    }
}
