package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of files came to.
 *
 * @param message one sentence with the numbers
 * @param advisory what the verdict cannot know, in a sentence; null when there is nothing
 * @param baseline how much there was of it
 * @param candidate the same
 * @param notes for the user
 */
public record ComparedFiles(
        Verdict verdict,
        Reason reason,
        String message,
        @Nullable String advisory,
        Scale scale,
        Extent baseline,
        Extent candidate,
        List<ComparedTag> tags,
        List<String> notes) {
    public ComparedFiles {
        tags = List.copyOf(tags);
        notes = List.copyOf(notes);
    }

    /**
     * How much there is of a side.
     *
     * @param replicates rounds or runs
     */
    public record Extent(int replicates, long values) {}
}
