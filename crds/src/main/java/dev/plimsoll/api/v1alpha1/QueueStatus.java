package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The place of a run among those that wait, as long as it does, and when it was let go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueStatus(
        @Nullable @JsonPropertyDescription("Its place among those that the same rule holds back: 1 for the next one.")
        Integer position,

        @Nullable
        @JsonPropertyDescription(
                "What holds it back, by its place in the operator's configuration: limits.namespaces[shop].maxRuns.")
        String rule,

        @Nullable @JsonPropertyDescription("When it was let go on, RFC 3339.")
        String admittedAt) {

    /** Of a run that waits. */
    public static QueueStatus waiting(int position, String rule) {
        return new QueueStatus(position, rule, null);
    }

    /** Of a run that has waited. */
    public static QueueStatus admitted(String at) {
        return new QueueStatus(null, null, at);
    }
}
