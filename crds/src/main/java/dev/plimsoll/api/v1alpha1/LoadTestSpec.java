package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The spec of a LoadTest, and the frozen copy of it in a LoadTestRun. */
@ValidationRule(
        value = "has(self.target) != has(self.comparison)",
        message = "set exactly one of target and comparison")
@ValidationRule(value = "has(self.load) != has(self.phases)", message = "set exactly one of load and phases")
@ValidationRule(
        value = "!has(self.comparison) || !has(self.phases)",
        message = "a comparison repeats one load, round by round: use load in place of phases")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestSpec(
        @Nullable @JsonPropertyDescription("Where requests go.")
        TargetSpec target,

        @Nullable
        @JsonPropertyDescription("Instead of target: two targets that get the same load at the same time, half of it "
                + "each, so that one can be held against the other. The load describes one round.")
        ComparisonSpec comparison,

        @Nullable @JsonPropertyDescription("How much load, and when.")
        LoadSpec load,

        @Nullable
        @Size(min = 1, max = 10)
        @JsonPropertyDescription(
                "Instead of load: several loads, one after the other or at once, each with a verdict of "
                        + "its own. The worst of these is the run's.")
        List<PhaseSpec> phases,

        @Required @Size(min = 1, max = 50) @JsonPropertyDescription("What one arrival or user does; chosen by weight.")
        List<ScenarioSpec> scenarios,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("Files of rows by name; templates take a turn's values from them: ${users.email}.")
        Map<String, DataSpec> data,

        @Default("{}") @JsonPropertyDescription("The pods that send the load.")
        RunnersSpec runners,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("PerformanceBudgets in the same namespace that judge the run, or each of its phases. "
                + "Without one, a run passes when its numbers are complete.")
        List<BudgetRef> budgets,

        @Nullable
        @Size(max = 10)
        @JsonPropertyDescription("Rules that end the load early, to stop harm. The verdict is Fail.")
        List<AbortSpec> abort,

        @Nullable
        @JsonPropertyDescription(
                "Makes this test the gate of a rollout: it runs once for each new revision, and its verdict "
                        + "decides whether that one ships. It does not run when it is applied.")
        GateSpec gate,

        @Nullable
        @JsonPropertyDescription(
                "When this test runs by itself. It does not run when it is applied or changed then, but at these"
                        + " times, and when the annotation plimsoll.dev/run gets a new value.")
        ScheduleSpec schedule,

        @Nullable
        @JsonPropertyDescription(
                "Which of its runs are kept after they ended, with their results. When absent, the latest "
                        + "30 that passed and the latest 30 others.")
        HistorySpec history,

        @Nullable @Size(max = 10) @JsonPropertyDescription("Who is told of verdicts.")
        List<NotificationSpec> notifications) {

    /** The same test against something else; exactly one of both is there. */
    public LoadTestSpec against(@Nullable TargetSpec otherTarget, @Nullable ComparisonSpec otherComparison) {
        return new LoadTestSpec(
                otherTarget,
                otherComparison,
                load,
                phases,
                scenarios,
                data,
                runners,
                budgets,
                abort,
                gate,
                schedule,
                history,
                notifications);
    }

    /** The same test as the gate of something else, or of nothing. */
    public LoadTestSpec gating(@Nullable GateSpec other) {
        return new LoadTestSpec(
                target,
                comparison,
                load,
                phases,
                scenarios,
                data,
                runners,
                budgets,
                abort,
                other,
                schedule,
                history,
                notifications);
    }

    /** What one run does: without when there are runs, which of them are kept, and who hears of them. */
    public LoadTestSpec once() {
        return new LoadTestSpec(
                target, comparison, load, phases, scenarios, data, runners, budgets, abort, gate, null, null, null);
    }

    /** Names a PerformanceBudget. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BudgetRef(
            @Required
            @Pattern(Formats.OBJECT_NAME)
            @Size(max = 253)
            @JsonPropertyDescription("Name of a PerformanceBudget in the same namespace.")
            String name) {}
}
