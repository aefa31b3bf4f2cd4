package dev.plimsoll.cli.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both sides, ready to be compared.
 *
 * @param baseline its rounds or runs, at least one
 * @param candidate the same; as many where they are pairs
 * @param doubt what keeps them from carrying a verdict; null for nothing
 * @param notes for the user
 */
record Recordings(
        List<Recording> baseline,
        List<Recording> candidate,
        Scale scale,
        @Nullable Doubt doubt,
        List<String> notes) {
    Recordings {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
        notes = List.copyOf(notes);
    }
}
