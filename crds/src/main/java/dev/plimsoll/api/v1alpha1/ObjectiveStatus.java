package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What one objective came to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectiveStatus(
        @Nullable @JsonPropertyDescription("The phase that it is about; absent in a run that has no phases.")
        String phase,

        @JsonPropertyDescription("The budget it belongs to.")
        String budget,

        @JsonPropertyDescription("Its name in the budget.") String name,
        @JsonPropertyDescription("Its verdict.") Verdict verdict,

        @JsonPropertyDescription("The limit, with its direction and unit: <= 300ms; of a comparison < +10%.")
        String limit,

        @Nullable
        @JsonPropertyDescription("The measured value with its unit: 212ms; of a comparison the difference: +3.1%.")
        String measured,

        @Nullable
        @JsonPropertyDescription(
                "Where the true value lies with 95 % confidence, as far as sampling goes: 208ms..217ms.")
        String confidenceInterval,

        @Nullable
        @JsonPropertyDescription("What the two sides of a comparison measured; absent of an objective with a limit.")
        ComparedStatus compared,

        @JsonPropertyDescription("How many requests the value comes from.")
        Long samples,

        @JsonPropertyDescription(
                "Stable word for why: WithinLimit, AboveLimit, BelowLimit, TooFewSamples, NoData and others.")
        String reason,

        @JsonPropertyDescription("One sentence with the numbers.")
        String message) {

    /** What was held against each other. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComparedStatus(
            @JsonPropertyDescription("The baseline's value with its unit, the middle of its rounds: 45ms.")
            String baseline,

            @JsonPropertyDescription("The candidate's value with its unit, the middle of its rounds: 47ms.")
            String candidate,

            @JsonPropertyDescription("The rounds that decided, or all that counted.")
            Integer rounds) {}
}
