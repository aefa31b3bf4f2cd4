package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a test with a load, scenarios and a verdict of its own. */
@ValidationRule(
        value = "!has(self.startAt) || !has(self.after)",
        message = "a phase begins at an instant or after another phase: remove one of startAt and after")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhaseSpec(
        @Required
        @Pattern(Formats.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("Unique in the LoadTest: lower-case letters, digits and dashes.")
        String name,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("When it begins, since the start of the run, such as 30s; phases may overlap.")
        String startAt,

        @Nullable
        @Size(max = 63)
        @JsonPropertyDescription(
                "The phase at whose end it begins. When this and startAt are absent, the phase before it "
                        + "in the list; the first begins with the run.")
        String after,

        @Required @JsonPropertyDescription("How much load. All phases share one maxInFlight: give each the same.")
        LoadSpec load,

        @Nullable
        @Size(min = 1, max = 50)
        @JsonPropertyDescription("Names of the scenarios that it plays; when absent, all.")
        List<@Size(max = 63) String> scenarios,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("PerformanceBudgets that judge it; when absent, those of the LoadTest; [] for none.")
        List<LoadTestSpec.BudgetRef> budgets) {}
