package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Where the whole result of a run is: histograms by scenario, step and interval. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultStatus(
        @JsonPropertyDescription(
                "Embedded: in a ConfigMap beside the run. Archived: written to the operator's archive and read back"
                    + " from there. Retrying: still in the ConfigMap, because the archive cannot be written for now."
                    + " Lost: somebody deleted the ConfigMap before the archive could be written.")
        State state,

        @JsonPropertyDescription(
                "configmap://NAMESPACE/NAME, s3://BUCKET/KEY or file:///PATH on the operator's volume; the key within"
                        + " is result.json.gz.")
        String location,

        @Nullable @JsonPropertyDescription("Why it is not in the archive.")
        String message,

        @Nullable
        @JsonPropertyDescription("How often it could not be written to the archive; absent when it never failed.")
        Integer attempts,

        @Nullable @JsonPropertyDescription("When it is tried again, RFC 3339.")
        String nextAttempt) {

    /** How far the result is on its way. */
    public enum State {
        Embedded,
        Archived,
        Retrying,
        Lost
    }
}
