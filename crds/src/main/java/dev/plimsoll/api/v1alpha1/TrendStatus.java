package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How one objective went over the nights of a LoadTest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrendStatus(
        @JsonPropertyDescription("Name of the LoadTest.") String loadTest,

        @Nullable
        @JsonPropertyDescription("The phase that the objective is about; absent in a test that has no phases.")
        String phase,

        @JsonPropertyDescription("Name of the objective.") String objective,

        @JsonPropertyDescription("Its limit, with its direction and unit: <= 300ms.")
        String limit,

        @JsonPropertyDescription("Nights that are kept: runs of the LoadTest that gate nothing and override nothing.")
        Integer nights,

        @Nullable
        @JsonPropertyDescription("The newest value that counts, with its unit: 212ms; absent when there is none.")
        String latest,

        @Nullable
        @JsonPropertyDescription(
                "First run of another setup (spec, runners, their image or nodes) than the one before: what is older"
                        + " is not held against what is newer. Absent when the setup was always the same.")
        String lastBreak,

        @Nullable @JsonPropertyDescription("The newest change point; absent when there is none.")
        Change change,

        @Nullable @JsonPropertyDescription("A slow drift since the last change or break; absent when there is none.")
        Drift drift,

        @JsonPropertyDescription("How much of what is allowed was used up over the latest nights.")
        Burn burn) {

    /** Where values became others. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            @JsonPropertyDescription("Name of the first LoadTestRun after it.")
            String run,

            @JsonPropertyDescription("When that run started, RFC 3339.")
            String time,

            @JsonPropertyDescription("Nights since then, that one included.")
            Integer nights,

            @JsonPropertyDescription("Median before, with its unit: 212ms.")
            String from,

            @JsonPropertyDescription("Median since, with its unit: 236ms.")
            String to,

            @JsonPropertyDescription(
                    "From the one to the other, with its sign: +11.3%; of an error rate in parts of what is allowed.")
            String change,

            @JsonPropertyDescription("How likely so great a difference is by chance: 2.1e-05.")
            String pValue,

            @JsonPropertyDescription("Whether it is for the worse.")
            Boolean worse) {}

    /** A slow drift. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Drift(
            @JsonPropertyDescription("Name of the LoadTestRun since which it is seen.")
            String since,

            @JsonPropertyDescription("How far it goes in thirty nights, with its sign: +4.2%.")
            String perThirtyNights,

            @JsonPropertyDescription("How likely so steady a drift is by chance: 3.0e-04.")
            String pValue,

            @JsonPropertyDescription("Whether it is for the worse.")
            Boolean worse) {}

    /** What was used of what is allowed: one night in twenty may break the objective. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Burn(
            @JsonPropertyDescription("Latest nights that were looked at, at most 30.")
            Integer nights,

            @JsonPropertyDescription("Nights that broke the objective.")
            Integer broken,

            @JsonPropertyDescription("Nights that say nothing: Inconclusive ones, and those that were cut short.")
            Integer unknown,

            @Nullable
            @JsonPropertyDescription(
                    "Used share of what is allowed: 100% when one known night in twenty broke it; absent when none is"
                            + " known.")
            String used) {}
}
