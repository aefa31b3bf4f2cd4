package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objectives that a run must hold. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformanceBudgetSpec(
        @Required
        @Size(min = 1, max = 50)
        @JsonPropertyDescription("What must hold. All are judged; the worst verdict is the run's.")
        List<ObjectiveSpec> objectives,

        @Nullable
        @Pattern(Formats.PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription("How often a comparison of two that are equally good may Fail, over all objectives of "
                + "this budget together: a share above 0% and up to 10%, 5% when absent.")
        String falseAlarmRate,

        @Nullable
        @JsonPropertyDescription("true: a comparison counts although the pods of its two sides run on different nodes, "
                + "and the nodes may be what differs. Else its verdict is advisory.")
        Boolean acceptDifferentNodes,

        @Nullable
        @Size(max = 10)
        @JsonPropertyDescription("Rules that end the load of every run judged by this budget early, to stop harm.")
        List<AbortSpec> abort) {}
