package dev.plimsoll.operator.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of which exactly one, or at most one, may be set. */
final class OneOf {
    private final List<String> all = new ArrayList<>();
    private final List<String> set = new ArrayList<>();

    /** One of the fields; it is set when it has a value. */
    OneOf field(String name, @Nullable Object value) {
        all.add(name);
        if (value != null) {
            set.add(name);
        }
        return this;
    }

    /** Whether exactly one is set; else it is reported. */
    boolean isExactlyOne(String whenNone, Findings at) {
        if (set.isEmpty()) {
            at.report(whenNone + "; set one of " + listed(all));
        }
        return isAtMostOne(at) && set.size() == 1;
    }

    /** Whether no two are set; else it is reported. */
    boolean isAtMostOne(Findings at) {
        if (set.size() > 1) {
            at.report(listed(set) + " are set, and only one may be; remove the others");
        }
        return set.size() <= 1;
    }

    /** The one that is set, where exactly one is. */
    String only() {
        return set.getFirst();
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.subList(0, names.size() - 1))
                + (names.size() > 1 ? " and " : "")
                + names.getLast();
    }
}
