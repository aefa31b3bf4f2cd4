package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.plimsoll.api.v1alpha1.Shapes.Average;
import dev.plimsoll.api.v1alpha1.Shapes.Breakpoint;
import dev.plimsoll.api.v1alpha1.Shapes.Capacity;
import dev.plimsoll.api.v1alpha1.Shapes.Smoke;
import dev.plimsoll.api.v1alpha1.Shapes.Soak;
import dev.plimsoll.api.v1alpha1.Shapes.Spike;
import dev.plimsoll.api.v1alpha1.Shapes.Stress;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much load, and when. */
@ValidationRule(
        value = "[has(self.stages), has(self.smoke), has(self.load), has(self.stress), has(self.spike), "
                + "has(self.soak), has(self.breakpoint), has(self.capacity)].filter(set, set).size() == 1",
        message = "set exactly one of stages, smoke, load, stress, spike, soak, breakpoint and capacity")
@ValidationRule(
        value = "self.model == 'Open' || !has(self.capacity)",
        message = "capacity is for the Open model: in the Closed model users wait, and hide what is too much")
@ValidationRule(
        value = "self.model == 'Closed' || !has(self.stages) || self.stages.all(s, type(s.to) == string "
                + "&& (!has(s.from) || type(s.from) == string))",
        message = "in the Open model, stages give rates such as 500/s")
@ValidationRule(
        value = "self.model == 'Open' || !has(self.stages) || self.stages.all(s, type(s.to) == int "
                + "&& (!has(s.from) || type(s.from) == int))",
        message = "in the Closed model, stages give numbers of users such as 50")
@ValidationRule(
        value = "self.model == 'Closed' || (!has(self.smoke) || !has(self.smoke.users)) && (!has(self.load) ||"
                + " !has(self.load.users)) && (!has(self.stress) || !has(self.stress.users)) && (!has(self.soak)"
                + " || !has(self.soak.users)) && (!has(self.spike) || type(self.spike.peak) == string &&"
                + " (!has(self.spike.base) || type(self.spike.base) == string)) && (!has(self.breakpoint) ||"
                + " type(self.breakpoint.to) == string && (!has(self.breakpoint.from) ||"
                + " type(self.breakpoint.from) == string))",
        message = "in the Open model, shapes give rates such as 500/s")
@ValidationRule(
        value = "self.model == 'Open' || (!has(self.smoke) || !has(self.smoke.rate)) && (!has(self.load) ||"
                + " !has(self.load.rate)) && (!has(self.stress) || !has(self.stress.rate)) && (!has(self.soak) ||"
                + " !has(self.soak.rate)) && (!has(self.spike) || type(self.spike.peak) == int &&"
                + " (!has(self.spike.base) || type(self.spike.base) == int)) && (!has(self.breakpoint) ||"
                + " type(self.breakpoint.to) == int && (!has(self.breakpoint.from) || type(self.breakpoint.from)"
                + " == int))",
        message = "in the Closed model, shapes give numbers of users such as 50")
@ValidationRule(
        value = "self.model == 'Open' || !has(self.arrivals)",
        message = "arrivals is for the Open model: in the Closed model users come back when they are done")
@ValidationRule(
        value = "self.model == 'Closed' || !has(self.thinkTime)",
        message = "thinkTime is for the Closed model: in the Open model the rate decides")
@ValidationRule(
        value = "self.model == 'Closed' || !has(self.pacing)",
        message = "pacing is for the Closed model: in the Open model the rate decides")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadSpec(
        @Default("Open")
        @JsonPropertyDescription("Open: arrivals at a rate, however slow the target is. "
                + "Closed: a number of users, each waiting for its response.")
        Model model,

        @Nullable
        @JsonPropertyDescription("Spacing of arrivals in the Open model. Poisson (when absent): as from many "
                + "independent clients. Uniform: evenly.")
        Arrivals arrivals,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Sent before the stages and never judged, at the rate or number of users at which the "
                + "first stage begins, or a tenth of where it ends when it begins at zero. Such as 10s.")
        String warmup,

        @Nullable
        @Size(min = 1, max = 100)
        @JsonPropertyDescription(
                "One after the other; within a stage the rate or number of users moves along a straight "
                        + "line. Instead of them, one of the shapes that have a name.")
        List<StageSpec> stages,

        @Nullable @JsonPropertyDescription("A little load, to see that everything works.")
        Smoke smoke,

        @Nullable @JsonPropertyDescription("The load of an ordinary day: up, along, down.")
        Average load,

        @Nullable @JsonPropertyDescription("More than the load of an ordinary day, step by step.")
        Stress stress,

        @Nullable @JsonPropertyDescription("A sudden rush, and what comes after it.")
        Spike spike,

        @Nullable @JsonPropertyDescription("The load of an ordinary day for a long time, to find what leaks.")
        Soak soak,

        @Nullable
        @JsonPropertyDescription(
                "Rises until an abort rule ends it; when none looks at it, it ends once the error rate "
                        + "was above 10 % for 10 s.")
        Breakpoint breakpoint,

        @Nullable
        @JsonPropertyDescription("Climbs by steps, again and again, to find the highest rate that holds the budget.")
        Capacity capacity,

        @Nullable
        @Pattern(Formats.DURATION_OR_RANGE)
        @Size(max = 65)
        @JsonPropertyDescription("Pause of a user between two turns in the Closed model: 1s, or any between 500ms..2s.")
        String thinkTime,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Shortest time from the begin of a user's turn to the begin of the next in the Closed "
                + "model, such as 10s.")
        String pacing,

        @Default("1000")
        @Min(1)
        @Max(100000)
        @JsonPropertyDescription("Most requests in flight over all runners, and so most connections. Slots beyond wait "
                + "and keep their instant.")
        Integer maxInFlight) {

    /** Open or closed. */
    public enum Model {
        Open,
        Closed
    }

    /** Spacing of arrivals. */
    public enum Arrivals {
        Poisson,
        Uniform
    }

    /** A stretch of load. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StageSpec(
            @Required @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("Its length, such as 5m.")
            String duration,

            @Nullable
            @JsonPropertyDescription(
                    "Rate (500/s) or users (50) at its begin; when absent, the end of the stage before, "
                            + "and for the first stage the same as to.")
            IntOrString from,

            @Required @JsonPropertyDescription("Rate (500/s) or users (50) at its end.")
            IntOrString to) {}
}
