package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One thing that must hold. */
@ValidationRule(
        value = "has(self.maxRegression) || (self.metric in ['Throughput', 'CheckRate'] ? has(self.min) &&"
                + " !has(self.max) : has(self.max) && !has(self.min))",
        message = "Throughput and CheckRate need min and no max; every other metric needs max and no min")
@ValidationRule(
        value = "!has(self.maxRegression) || !has(self.max) && !has(self.min)",
        message = "max and min are limits, maxRegression compares: write two objectives")
@ValidationRule(
        value = "!has(self.maxRegression) || self.metric != 'CheckRate' && !has(self.statistic)",
        message = "maxRegression is for a percentile of a time, for ErrorRate and for Throughput")
@ValidationRule(
        value = "!has(self.tolerance) || has(self.maxRegression)",
        message = "tolerance goes with maxRegression")
@ValidationRule(
        value = "!(self.metric in ['ResponseTime', 'ServiceTime']) || (has(self.percentile) != has(self.statistic))",
        message = "a time needs exactly one of percentile (such as 99) and statistic (Mean or Max)")
@ValidationRule(
        value = "self.metric in ['ResponseTime', 'ServiceTime'] || !(has(self.percentile) || has(self.statistic))",
        message = "percentile and statistic are for ResponseTime and ServiceTime")
@ValidationRule(
        value = "!has(self.max) || (self.metric == 'ErrorRate') == self.max.endsWith('%')",
        message = "max is a percentage such as 0.1% for ErrorRate, and a duration such as 300ms for a time")
@ValidationRule(
        value = "!has(self.min) || (self.metric == 'CheckRate') == self.min.endsWith('%')",
        message = "min is a percentage such as 99% for CheckRate, and a rate such as 450/s for Throughput")
@ValidationRule(
        value = "!has(self.step) || has(self.scenario)",
        message = "step needs scenario: two scenarios may have steps of the same name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectiveSpec(
        @Required @Size(min = 1, max = 100) @JsonPropertyDescription("Unique in the budget; stands in the verdict.")
        String name,

        @Required @JsonPropertyDescription("What is measured.")
        Metric metric,

        @Nullable @Min(0) @Max(100) @JsonPropertyDescription("Percentile of the time, such as 99 or 99.9.")
        Double percentile,

        @Nullable @JsonPropertyDescription("Mean or Max of the time, instead of a percentile.")
        Statistic statistic,

        @Nullable @Size(max = 63) @JsonPropertyDescription("Only requests of this scenario.")
        String scenario,

        @Nullable @Size(max = 63) @JsonPropertyDescription("Only requests of this step of the scenario.")
        String step,

        @Nullable
        @Pattern(Formats.PERCENTAGE_OR_DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Highest value that holds: 300ms for a time, 0.1% for ErrorRate.")
        String max,

        @Nullable
        @Pattern(Formats.RATE_OR_PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription("Lowest value that holds: 450/s for Throughput, 99% for CheckRate.")
        String min,

        @Nullable
        @Pattern(Formats.PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription("In a comparison: by how much the candidate may be worse than the baseline at most, "
                + "such as 10%. It passes only when a regression of so much is ruled out.")
        String maxRegression,

        @Nullable
        @Pattern(Formats.PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription(
                "With maxRegression: a difference too small to matter. Fail means that the candidate is "
                        + "worse by more than this. When absent, 2%, and for ErrorRate 10%.")
        String tolerance,

        @Default("Fail") @JsonPropertyDescription("Verdict when it does not hold.")
        Severity severity) {

    /** What an objective can measure. */
    public enum Metric {
        /** From the instant a request should have been sent to the last byte of its response. */
        ResponseTime,
        /** From the send to the last byte of the response. */
        ServiceTime,
        /** Requests that ended in an error, of all requests. */
        ErrorRate,
        /** Successful responses per second of the judged time. */
        Throughput,
        /** Checks that passed, of all that were made. */
        CheckRate
    }

    /** A statistic of a time that is not a percentile. */
    public enum Statistic {
        Mean,
        Max
    }

    /** What it means when an objective does not hold. */
    public enum Severity {
        Fail,
        Warn
    }
}
