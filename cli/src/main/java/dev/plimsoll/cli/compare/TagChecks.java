package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Both sides must have measured the same things. */
final class TagChecks {
    private TagChecks() {}

    static void check(Request request, List<Recording> baseline, List<Recording> candidate) throws BadInput {
        var before = tags(baseline);
        var after = tags(candidate);
        for (var tag : new TreeSet<>(request.tags())) {
            refuseAbsent(tag, before, "baseline", request.baseline());
            refuseAbsent(tag, after, "candidate", request.candidate());
        }
        if (before.equals(after)) {
            return;
        }
        var common = new TreeSet<>(before);
        common.retainAll(after);
        var remedy = common.isEmpty()
                ? "they have none in common; record the same steps on both sides"
                : "record the same steps on both sides, or say what to compare: "
                        + common.stream().map(tag -> "--tag " + tag).collect(Collectors.joining(" "));
        throw new BadInput("the two sides have different tags: the baseline (" + files(request.baseline()) + ") has "
                + listed(before) + ", the candidate (" + files(request.candidate()) + ") has " + listed(after) + "; "
                + remedy);
    }

    private static void refuseAbsent(String tag, Set<String> tags, String side, List<String> names) throws BadInput {
        if (!tags.contains(tag)) {
            throw new BadInput("--tag: \"" + tag + "\" is not in the " + side + " (" + files(names)
                    + "); correct it, or leave --tag out to compare all tags");
        }
    }

    private static Set<String> tags(List<Recording> recordings) {
        return recordings.stream()
                .flatMap(recording -> recording.byTag().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String files(List<String> names) {
        return names.size() == 1 ? names.getFirst() : names.getFirst() + " and " + (names.size() - 1) + " more";
    }

    private static String listed(Collection<String> tags) {
        return tags.stream()
                .map(tag -> tag.isEmpty() ? "values without tag" : tag)
                .collect(Collectors.joining(", "));
    }
}
