package dev.plimsoll.operator.translate;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What regular expressions and JSONPaths must be: ones that can be read. */
final class PatternRules {
    private PatternRules() {}

    static void regex(String text, Findings at) {
        if (text.isEmpty()) {
            at.report("is empty, which matches everything; write a regular expression such as id=(\\d+)");
            return;
        }
        try {
            var _ = Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            at.report(
                    text,
                    "is no regular expression: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : ", near character " + (e.getIndex() + 1)));
        }
    }

    static void jsonPath(String text, Findings at) {
        if (!text.startsWith("$")) {
            at.report(text, "is no JSONPath; it begins with $, the whole document: write one such as $.items[0].id");
            return;
        }
        try {
            var _ = JsonPath.compile(text);
        } catch (InvalidPathException e) {
            at.report(text, "is no JSONPath: " + e.getMessage());
        }
    }
}
