package dev.plimsoll.cli.gate;

import dev.plimsoll.api.v1alpha1.Formats;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.cli.document.BadInput;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose verdict is asked for.
 *
 * @param namespace of the LoadTest
 * @param loadTest its name
 * @param revision the revision; null for the latest run of the LoadTest
 */
public record Question(
        String namespace, String loadTest, @Nullable Revision revision) {
    private static final int LONGEST_NAME = 253;

    /**
     * A revision.
     *
     * @param name what its rollout calls it, such as its pod-template hash
     * @param rollout what rolls it out; null for what the LoadTest says
     * @param baseline pod-template hash of the old revision; null where nobody says
     * @param attempt how often it was rolled out; null for the last time that is known
     */
    public record Revision(
            String name,
            @Nullable RolloutRef rollout,
            @Nullable String baseline,
            @Nullable Long attempt) {
        /** Whether it is the one that a run is about. */
        boolean isOf(RevisionSpec run) {
            return run.name().equals(name)
                    && (rollout == null || rollout.equals(run.rollout()))
                    && (baseline == null || baseline.equals(run.baseline()))
                    && (attempt == null || attempt.equals(run.attempt()));
        }
    }

    /**
     * Reads what somebody wrote on the command line.
     *
     * @param name {@code NAMESPACE/NAME} of a LoadTest
     * @param rollout {@code KIND/NAME}
     */
    public static Question parse(
            String name,
            @Nullable String revision,
            @Nullable String rollout,
            @Nullable String baseline,
            @Nullable Long attempt)
            throws BadInput {
        var parts = name.split("/", -1);
        if (parts.length != 2 || !isName(parts[0]) || !isName(parts[1])) {
            throw new BadInput("\"" + name + "\" names no LoadTest: write NAMESPACE/NAME, such as shop/checkout");
        }
        if (revision == null) {
            refuseWithout("--rollout", rollout);
            refuseWithout("--baseline", baseline);
            refuseWithout("--attempt", attempt);
            return new Question(parts[0], parts[1], null);
        }
        if (attempt != null && attempt < 1) {
            throw new BadInput("--attempt: " + attempt + " is below 1, which is the first time");
        }
        return new Question(
                parts[0],
                parts[1],
                new Revision(
                        revision("--revision", revision),
                        rollout == null ? null : rollout(rollout),
                        baseline == null ? null : revision("--baseline", baseline),
                        attempt));
    }

    /** {@code shop/checkout}. */
    @Override
    public String toString() {
        return namespace + "/" + loadTest;
    }

    private static void refuseWithout(String option, @Nullable Object value) throws BadInput {
        if (value != null) {
            throw new BadInput(option + ": " + value + " says something of a revision, and none is named; add"
                    + " --revision REVISION");
        }
    }

    private static String revision(String option, String text) throws BadInput {
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw new BadInput(option + ": \"" + text + "\" is no revision; write 1 to " + LONGEST_NAME
                    + " characters, such as a pod-template hash, a commit or a tag");
        }
        return text;
    }

    private static RolloutRef rollout(String text) throws BadInput {
        var parts = text.split("/", -1);
        var kind = Arrays.stream(RolloutRef.Kind.values())
                .filter(known -> known.name().equals(parts[0]))
                .findFirst();
        if (parts.length != 2 || kind.isEmpty() || !isName(parts[1])) {
            throw new BadInput("--rollout: \"" + text
                    + "\" is none: write KIND/NAME, such as Rollout/checkout; kinds are "
                    + Arrays.stream(RolloutRef.Kind.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return new RolloutRef(kind.get(), parts[1]);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.matches(Formats.OBJECT_NAME);
    }
}
