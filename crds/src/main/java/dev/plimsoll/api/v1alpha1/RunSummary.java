package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A LoadTestRun in one line. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSummary(
        @JsonPropertyDescription("Its name.") String name,

        @Nullable @JsonPropertyDescription("How far it is.") RunPhase phase,

        @Nullable @JsonPropertyDescription("Its verdict.") Verdict verdict,

        @Nullable @JsonPropertyDescription("Stable word for why.")
        String reason,

        @Nullable @JsonPropertyDescription("When its verdict was written, RFC 3339.")
        String completedAt,

        @Nullable @JsonPropertyDescription("Requests per second that were sent over the judged time.")
        String achievedRate,

        @Nullable @JsonPropertyDescription("99th percentile of the response time over the judged time.")
        String p99) {}
