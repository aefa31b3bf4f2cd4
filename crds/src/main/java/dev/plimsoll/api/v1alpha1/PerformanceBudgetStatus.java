package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of a budget. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformanceBudgetStatus(
        @Nullable @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,

        @Nullable @JsonPropertyDescription("Verdict of the latest run judged by this budget.")
        Verdict verdict,

        @Nullable @JsonPropertyDescription("Name of the latest run judged by this budget.")
        String lastRun,

        @Nullable @JsonPropertyDescription("The latest runs judged by this budget, newest first; at most ten.")
        List<LastVerdict> lastVerdicts,

        @Nullable
        @Size(max = 100)
        @JsonPropertyDescription(
                "How its objectives went over the nights of each LoadTest; none of it changes a verdict.")
        List<TrendStatus> trend,

        @Nullable
        @JsonPropertyDescription(
                "Ready: whether the budget can judge. Steady: whether nothing became worse within the last 30 nights.")
        List<Condition> conditions) {

    /** What one run came to under this budget. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LastVerdict(
            @JsonPropertyDescription("Name of the LoadTestRun.")
            String run,

            @JsonPropertyDescription("Its verdict under this budget.")
            Verdict verdict,

            @JsonPropertyDescription("When it was judged, RFC 3339.")
            String time) {}
}
