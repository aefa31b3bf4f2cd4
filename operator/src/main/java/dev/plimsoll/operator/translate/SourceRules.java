package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.DataSpec;
import dev.plimsoll.api.v1alpha1.Formats;
import dev.plimsoll.api.v1alpha1.SourceSpec;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What data sets and other files must be: of one place, under a name that templates can have. */
final class SourceRules {
    private static final Pattern NAME = Pattern.compile(Formats.VARIABLE);

    private SourceRules() {}

    static void checkData(@Nullable Map<String, DataSpec> data, Findings at) {
        if (data == null) {
            return;
        }
        data.forEach((name, set) -> {
            var here = at.at("data").at(name);
            if (!NAME.matcher(name).matches()) {
                at.at("data")
                        .report(
                                name,
                                "is no name that templates can have; use letters, digits, dashes and underscores, "
                                        + "a letter first");
            }
            var format = new OneOf().field("csv", set.csv()).field("json", set.json());
            if (format.isExactlyOne("has no rows", here)) {
                check(set.csv() == null ? set.json() : set.csv(), here.at(format.only()));
            }
        });
    }

    static void check(@Nullable SourceSpec source, Findings at) {
        if (source != null) {
            var _ = new OneOf()
                    .field("configMapRef", source.configMapRef())
                    .field("secretRef", source.secretRef())
                    .isExactlyOne("names no file", at);
        }
    }
}
