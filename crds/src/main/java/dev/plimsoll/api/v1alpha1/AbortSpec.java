package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A rule that ends the load early. */
@ValidationRule(
        value = "self.metric == 'CheckRate' ? has(self.below) && !has(self.above) : has(self.above) &&"
                + " !has(self.below)",
        message = "CheckRate needs below and no above; every other metric needs above and no below")
@ValidationRule(
        value = "!has(self.above) || (self.metric == 'ErrorRate') == self.above.endsWith('%')",
        message = "above is a percentage such as 10% for ErrorRate, and a duration such as 2s for ResponseTime")
@ValidationRule(
        value = "self.metric == 'ResponseTime' || !has(self.percentile)",
        message = "percentile is for ResponseTime")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AbortSpec(
        @Required @JsonPropertyDescription("What is watched.")
        AbortMetric metric,

        @Nullable
        @Size(max = 63)
        @JsonPropertyDescription("Only requests of this phase. When absent, all of the run; in a budget, those of each "
                + "phase that it judges.")
        String phase,

        @Nullable @Min(0) @Max(100) @JsonPropertyDescription("Percentile of the response time; 99 when absent.")
        Double percentile,

        @Nullable
        @Pattern(Formats.PERCENTAGE_OR_DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("The load ends when the metric is above this: 10% for ErrorRate, 2s for ResponseTime.")
        String above,

        @Nullable
        @Pattern(Formats.PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription("The load ends when the metric is below this: 90% for CheckRate.")
        String below,

        @Default("10s")
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long it must stay so, without a break.")
        @JsonProperty("for")
        String forDuration) {

    /** What an abort rule can watch. */
    public enum AbortMetric {
        ErrorRate,
        ResponseTime,
        CheckRate
    }
}
