package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Two targets that get the same load at the same time, in rounds, so that one can be held against the other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonSpec(
        @Required @JsonPropertyDescription("What is known to be good, such as the version in production.")
        TargetSpec baseline,

        @Required @JsonPropertyDescription("What must not be worse, such as a canary.")
        TargetSpec candidate,

        @Default("{}")
        @JsonPropertyDescription(
                "How often the load is repeated: each time is a round, and gives one piece of evidence.")
        RoundsSpec rounds) {

    /** How many rounds there are. */
    @ValidationRule(value = "self.min <= self.max", message = "min is above max: lower min, or raise max")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RoundsSpec(
            @Default("6") @Min(4) @Max(20) @JsonPropertyDescription("No verdict before so many.")
            Integer min,

            @Default("20")
            @Min(4)
            @Max(60)
            @JsonPropertyDescription("The load ends after so many at the latest, and as soon as all is decided.")
            Integer max) {}
}
