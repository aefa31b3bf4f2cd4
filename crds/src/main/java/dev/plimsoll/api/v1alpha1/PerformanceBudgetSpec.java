package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
        @Size(max = 10)
        @JsonPropertyDescription("Rules that end the load of every run judged by this budget early, to stop harm.")
        List<AbortSpec> abort) {}
