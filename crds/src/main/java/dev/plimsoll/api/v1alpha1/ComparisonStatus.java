package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a comparison is, and where its two sides run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonStatus(
        @Nullable @JsonPropertyDescription("Rounds that are over, of those that there are at most: 7/20.")
        String rounds,

        @Nullable @JsonPropertyDescription("Objectives that are decided so far, of those that compare: 2/3.")
        String decided,

        @Nullable @JsonPropertyDescription("Rounds that do not count, each with why.")
        List<String> leftOut,

        @Nullable
        @JsonPropertyDescription(
                "Whether the pods of the two sides run on the same nodes. When not, or when that is not "
                        + "known, the nodes may be what differs.")
        Placement placement,

        @Nullable @JsonPropertyDescription("Where they run, in a sentence.")
        String placementMessage) {

    /** Where the pods of the two sides run. */
    public enum Placement {
        /** On the same nodes. */
        SameNodes,
        /** On different nodes: a comparison of both compares the nodes too. */
        DifferentNodes,
        /** Nobody can say: a side is no Service of the cluster, or the operator may not look. */
        Unknown
    }
}
