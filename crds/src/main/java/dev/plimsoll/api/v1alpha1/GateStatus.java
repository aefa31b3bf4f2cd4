package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run means for the rollout that it gates. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateStatus(
        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("Images of the old revision's pods with their digests, as they were measured.")
        List<String> baselineImages,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("Images of the new revision's pods with their digests, as they were measured.")
        List<String> candidateImages,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("Pod-template hashes of the new revision's pods, as they were measured.")
        List<String> candidateHashes,

        @Nullable @JsonPropertyDescription("What was decided; absent until there is a verdict.")
        GateAction action,

        @Nullable
        @JsonPropertyDescription("Stable word for what came of it: Promoted, Paused, Aborted, Told or MovedOn.")
        String outcome,

        @Nullable @JsonPropertyDescription("What was done, and why.")
        String message,

        @Nullable @JsonPropertyDescription("When, RFC 3339.")
        String decidedAt) {

    /** The same, once it is decided. */
    public GateStatus decided(GateAction what, String cameOut, String why, String when) {
        return new GateStatus(baselineImages, candidateImages, candidateHashes, what, cameOut, why, when);
    }

    /** Before anything is known. */
    public static GateStatus unknown() {
        return new GateStatus(null, null, null, null, null, null, null);
    }
}
