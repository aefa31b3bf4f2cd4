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
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Courses of load that have a name: each becomes stages, from few knobs. */
public final class Shapes {
    private Shapes() {}

    /** A little load, to see that everything works. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Smoke(
            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("How much in the Open model; when absent, 1/s.")
            String rate,

            @Nullable
            @Min(1)
            @Max(1000000)
            @JsonPropertyDescription("How much in the Closed model; when absent, 1 user.")
            Integer users,

            @Default("1m") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long.")
            String hold) {}

    /** The load of an ordinary day: up, along, down. */
    @ValidationRule(
            value = "has(self.rate) != has(self.users)",
            message = "a shape needs exactly one of rate (Open model) and users (Closed model)")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Average(
            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("How much in the Open model: 500/s.")
            String rate,

            @Nullable @Min(1) @Max(1000000) @JsonPropertyDescription("How much in the Closed model: 50 users.")
            Integer users,

            @Default("1m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it rises from zero.")
            String rampUp,

            @Default("10m") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it stays.")
            String hold,

            @Default("30s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it falls to zero.")
            String rampDown) {}

    /** More than the load of an ordinary day, step by step. */
    @ValidationRule(
            value = "has(self.rate) != has(self.users)",
            message = "a shape needs exactly one of rate (Open model) and users (Closed model)")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stress(
            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("The load of an ordinary day, which is the first step, in the Open model: 500/s.")
            String rate,

            @Nullable
            @Min(1)
            @Max(1000000)
            @JsonPropertyDescription(
                    "The load of an ordinary day, which is the first step, in the Closed model: 50 users.")
            Integer users,

            @Default("2") @Min(1) @Max(1000) @JsonPropertyDescription("How many times that the last step is.")
            Double times,

            @Default("5")
            @Min(2)
            @Max(50)
            @JsonPropertyDescription("Number of steps, evenly from the first to the last.")
            Integer steps,

            @Default("30s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it rises to each step.")
            String rampUp,

            @Default("2m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it stays on each step.")
            String hold,

            @Default("30s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it falls to zero.")
            String rampDown) {}

    /** A sudden rush, and what comes after it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spike(
            @Nullable
            @JsonPropertyDescription(
                    "Rate (50/s) or users (5) before and after the rush; when absent, a tenth of the peak.")
            IntOrString base,

            @Required @JsonPropertyDescription("Rate (500/s) or users (50) of the rush.")
            IntOrString peak,

            @Default("1m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it stays at the base before.")
            String before,

            @Default("10s") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it rises.")
            String rampUp,

            @Default("1m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long the rush lasts.")
            String hold,

            @Default("10s") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it falls.")
            String rampDown,

            @Default("2m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it stays at the base after: time to recover.")
            String after) {}

    /** The load of an ordinary day for a long time, to find what leaks. */
    @ValidationRule(
            value = "has(self.rate) != has(self.users)",
            message = "a shape needs exactly one of rate (Open model) and users (Closed model)")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Soak(
            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("How much in the Open model: 500/s.")
            String rate,

            @Nullable @Min(1) @Max(1000000) @JsonPropertyDescription("How much in the Closed model: 50 users.")
            Integer users,

            @Default("2m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it rises from zero.")
            String rampUp,

            @Default("1h") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it stays.")
            String hold,

            @Default("1m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long it falls to zero.")
            String rampDown) {}

    /** Rises until an abort rule ends it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Breakpoint(
            @Nullable @JsonPropertyDescription("Rate (50/s) or users (5) at its begin; when absent, zero.")
            IntOrString from,

            @Required @JsonPropertyDescription("Rate (5000/s) or users (500) at its end, if nothing ends it earlier.")
            IntOrString to,

            @Default("15m") @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it rises.")
            String over) {}

    /** Climbs by steps, again and again, to find the highest rate that holds the budget. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Capacity(
            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("Rate of the lowest step: 100/s; when absent, a tenth of to.")
            String from,

            @Required
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("Rate of the highest step: 1000/s. All of it is sent, whatever the target holds.")
            String to,

            @Nullable
            @Pattern(Formats.RATE)
            @Size(max = 32)
            @JsonPropertyDescription("How much higher each step is than the one before: 100/s; when absent, a ninth of "
                    + "what lies between from and to.")
            String step,

            @Default("10s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long each step is sent before it is judged.")
            String settle,

            @Default("30s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription("How long each step is judged.")
            String hold,

            @Default("2m")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription(
                    "How long nothing is sent between two climbs, so that the target works off what the "
                            + "one before has left.")
            String rest,

            @Default("3") @Min(3) @Max(10) @JsonPropertyDescription("How often it climbs.")
            Integer climbs) {}
}
