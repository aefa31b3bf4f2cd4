package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which LoadTest to run, or what to run. */
@ValidationRule(
        value = "has(self.loadTest) || has(self.test)",
        message = "set loadTest to the name of a LoadTest, or test to what shall run")
@ValidationRule(
        value = "!has(self.overrides) || has(self.loadTest)",
        message = "overrides replace parts of a LoadTest: set loadTest to its name, or write them into test")
@ValidationRule(
        value = "!has(self.revision) || has(self.loadTest)",
        message = "a run that gates a revision is one of a LoadTest: set loadTest to its name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestRunSpec(
        @Nullable
        @Pattern(Formats.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("Name of a LoadTest in the same namespace to run.")
        String loadTest,

        @Nullable @JsonPropertyDescription("Parts of the LoadTest's spec to replace in this run.")
        Overrides overrides,

        @Nullable
        @JsonPropertyDescription(
                "What runs. When absent, the operator fills in the LoadTest's spec with the overrides. Frozen from then"
                        + " on: a run whose spec is changed fails with the reason SpecChanged.")
        LoadTestSpec test,

        @Nullable
        @JsonPropertyDescription(
                "The revision that this run is the gate of. When absent, the run gates nothing, whatever its LoadTest"
                        + " says.")
        RevisionSpec revision) {

    /** Parts of a LoadTest's spec that one run replaces. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Overrides(
            @Nullable @JsonPropertyDescription("Where requests go, instead of target or comparison.")
            TargetSpec target,

            @Nullable @JsonPropertyDescription("Two targets to compare, instead of target or comparison.")
            ComparisonSpec comparison,

            @Nullable @JsonPropertyDescription("How much load, instead of load or phases.")
            LoadSpec load,

            @Nullable @Size(min = 1, max = 10) @JsonPropertyDescription("Several loads, instead of load or phases.")
            List<PhaseSpec> phases,

            @Nullable @JsonPropertyDescription("The pods that send it, instead.")
            RunnersSpec runners,

            @Nullable @Size(max = 20) @JsonPropertyDescription("The budgets that judge it, instead.")
            List<LoadTestSpec.BudgetRef> budgets) {}
}
