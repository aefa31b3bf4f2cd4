package dev.plimsoll.operator.testing;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of Prometheus' language as is needed to find the metrics in an expression that promtool accepts. */
public final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([^,]*),[^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    /** Names of the metrics that an expression reads. */
    public static Set<String> metrics(String expression) {
        var rest = LABEL_VALUES.matcher(expression).replaceAll("$1");
        for (var noise : new Pattern[] {TEXT, MATCHERS, RANGE, GROUPING}) {
            rest = noise.matcher(rest).replaceAll(" ");
        }
        var found = new TreeSet<String>();
        NAME.matcher(rest).results().map(match -> match.group()).forEach(found::add);
        found.removeAll(WORDS);
        return found;
    }
}
