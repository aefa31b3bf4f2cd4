package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How much load a target carries. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityStatus(
        @Nullable
        @JsonPropertyDescription(
                "The highest rate that holds the budget, the median of the climbs: 400/s; absent when too "
                        + "few climbs say anything.")
        String rate,

        @Nullable @JsonPropertyDescription("The lowest that a climb says.")
        String low,

        @Nullable @JsonPropertyDescription("The highest that a climb says.")
        String high,

        @Nullable @JsonPropertyDescription("How sure it is that the median of all climbs lies from low to high: 75%.")
        String confidence,

        @Nullable
        @JsonPropertyDescription(
                "What kept it from more: ResponseTime, ErrorRate, CheckRate, AchievedRate (too many in flight),"
                        + " Backlog, Generator (not the target: the runners), or Nothing, when the highest step held.")
        String limitedBy,

        @Nullable @JsonPropertyDescription("The step above it, which did not hold.")
        String firstAbove,

        @Nullable @JsonPropertyDescription("What happened there, in a sentence.")
        String message,

        @Nullable @JsonPropertyDescription("Climbs that say anything, of those that there were: 3/3.")
        String climbs,

        @Nullable @JsonPropertyDescription("The rate above which more load costs more than it brings.")
        String knee,

        @Nullable @JsonPropertyDescription("Whether what was in flight fits to throughput and time.")
        LittlesLaw littlesLaw,

        @Nullable @JsonPropertyDescription("What the throughput of all steps says of the target; advisory.")
        Scalability scalability) {

    /** As many requests are in flight as come out a second times how long one takes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LittlesLaw(
            @JsonPropertyDescription("Requests in flight on average.")
            String inFlight,

            @JsonPropertyDescription("The same from throughput and time.")
            String expected,

            @JsonPropertyDescription("Whether both are within 5 % of each other, or as near as can be told.")
            Boolean holds) {}

    /** The Universal Scalability Law. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scalability(
            @JsonPropertyDescription("Share of the work that waits for other work.")
            String contention,

            @JsonPropertyDescription("What keeping each pair of requests consistent costs.")
            String coherence,

            @Nullable
            @JsonPropertyDescription(
                    "Requests in flight at which the throughput is highest; absent when more always brings " + "more.")
            String peakInFlight,

            @Nullable @JsonPropertyDescription("Where that lies, in 90 of 100: 41..47.")
            String peakRange,

            @Nullable @JsonPropertyDescription("The throughput there.")
            String peakRate,

            @JsonPropertyDescription("Whether the peak is beyond what was measured, and so a guess.")
            Boolean extrapolated) {}
}
