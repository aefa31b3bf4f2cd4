package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run is, its verdict and its numbers. The operator's only memory of the run, beside its result. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestRunStatus(
        @Nullable @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,

        @Nullable @JsonPropertyDescription("How far the run is.")
        RunPhase phase,

        @Nullable @JsonPropertyDescription("Its verdict, once it is judged.")
        Verdict verdict,

        @Nullable @JsonPropertyDescription("Stable word for why.")
        String reason,

        @Nullable @JsonPropertyDescription("One sentence with the numbers.")
        String message,

        @Nullable
        @JsonPropertyDescription(
                "true: the verdict stands on something that only people can weigh, so that no gate acts on it.")
        Boolean advisory,

        @Nullable
        @JsonPropertyDescription(
                "Why it is advisory, in a stable word: DifferentNodes, NoBaseline, TooFewRuns or " + "SeemsWorse.")
        String advisoryReason,

        @Nullable
        @JsonPropertyDescription(
                "What somebody said to do in place of the verdict, with the annotation plimsoll.dev/override. The "
                        + "verdict stays what was measured.")
        OverrideStatus override,

        @Nullable @JsonPropertyDescription("Why the annotations ask for an override that is not in force.")
        String overrideRefused,

        @Nullable @JsonPropertyDescription("What it means for the rollout that it gates; absent when it gates none.")
        GateStatus gate,

        @Nullable
        @JsonPropertyDescription(
                "What a run that may not begin yet waits for, and when it was let go on; absent when it did not wait.")
        QueueStatus queue,

        @Nullable @JsonPropertyDescription("Where requests go; of a comparison its baseline and its candidate.")
        String target,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("The budgets as they were when the run started; they judge it.")
        List<FrozenBudget> budgets,

        @Nullable
        @JsonPropertyDescription("Instant of the first slot, RFC 3339 with nanoseconds, the same for all runners.")
        String startAt,

        @Nullable @JsonPropertyDescription("When the verdict was written, RFC 3339.")
        String completedAt,

        @Nullable @JsonPropertyDescription("The runner that drives each shard.")
        List<ShardStatus> shards,

        @Nullable @JsonPropertyDescription("Runner pods that reported, of those expected: 3/3.")
        String pods,

        @Nullable @JsonPropertyDescription("Farthest that any runner's first slot was from the common start: 140us.")
        String startSkew,

        @Nullable @JsonPropertyDescription("Requests per second that the schedule asked for over the judged time.")
        String offeredRate,

        @Nullable @JsonPropertyDescription("Requests per second that were sent over the judged time.")
        String achievedRate,

        @Nullable @JsonPropertyDescription("99th percentile of the response time over the judged time.")
        String p99,

        @Nullable @JsonPropertyDescription("Numbers over the judged time.")
        Totals totals,

        @Nullable
        @JsonPropertyDescription("What became of connections, warm-up included; absent when none was asked for.")
        Connections connections,

        @Nullable @JsonPropertyDescription("What each phase came to; absent in a run that has no phases.")
        List<PhaseStatus> phases,

        @Nullable @JsonPropertyDescription("How far a comparison is, and where its two sides run.")
        ComparisonStatus comparison,

        @Nullable @JsonPropertyDescription("What must be the same in a later run that is held against this one.")
        SetupStatus setup,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription(
                "The earlier runs that this one was held against; absent when no budget asked for any.")
        List<BaselineStatus> baselines,

        @Nullable @JsonPropertyDescription("What each objective came to.")
        List<ObjectiveStatus> objectives,

        @Nullable
        @JsonPropertyDescription(
                "ConfigMap with the whole result: histograms by scenario, step and interval. Absent once the result is"
                        + " in the operator's archive alone.")
        String resultConfigMap,

        @Nullable @JsonPropertyDescription("Where the whole result is, once the run is judged.")
        ResultStatus result,

        @Nullable
        @JsonPropertyDescription("How much load the target carries; absent when the load did not climb to find it.")
        CapacityStatus capacity,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("What stands out over the time of the run; none of it changes the verdict.")
        List<FindingStatus> findings,

        @Nullable
        @Size(max = 10)
        @JsonPropertyDescription("Who is told of the verdict, and how far that is; absent when nobody is.")
        List<NotificationStatus> notifications,

        @Nullable
        @JsonPropertyDescription(
                "Started, Progressing, Complete, Failed, Aborted and BudgetMet; of a gate GatePassed too.")
        List<Condition> conditions) {

    /** A budget as it was when the run started. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FrozenBudget(
            @JsonPropertyDescription("Its name.") String name,
            @JsonPropertyDescription("Its generation.") Long generation,
            @JsonPropertyDescription("Its spec.") PerformanceBudgetSpec spec) {}

    /** A runner and its part of the run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShardStatus(
            @JsonPropertyDescription("Number of the shard, from 0.")
            Integer index,

            @JsonPropertyDescription("Name of the runner pod.")
            String runner,

            @JsonPropertyDescription("Identity of its process.")
            String instance,

            @Nullable
            @JsonPropertyDescription(
                    "Its first slot against the common start, by the operator's clock; negative is early.")
            String startSkew) {}

    /** What one phase came to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PhaseStatus(
            @JsonPropertyDescription("Its name.") String name,
            @JsonPropertyDescription("Its verdict.") Verdict verdict,
            @JsonPropertyDescription("Stable word for why.") String reason,

            @JsonPropertyDescription("One sentence with the numbers.")
            String message,

            @JsonPropertyDescription("Requests per second that its schedule asked for over its judged time.")
            String offeredRate,

            @JsonPropertyDescription("Requests per second that were sent over its judged time.")
            String achievedRate,

            @Nullable @JsonPropertyDescription("99th percentile of the response time over its judged time.")
            String p99,

            @JsonPropertyDescription("Numbers over its judged time.")
            Totals totals) {}

    /** Numbers over the judged time. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Totals(
            @JsonPropertyDescription("Slots of the schedule that fell due.")
            Long offered,

            @JsonPropertyDescription("Requests sent.") Long sent,

            @JsonPropertyDescription("Complete and expected responses.")
            Long ok,

            @JsonPropertyDescription("Requests that ended in an error.")
            Long errors,

            @JsonPropertyDescription(
                    "Slots that the generator itself noticed over 10 ms late, or let wait while it was busy.")
            Long late,

            @JsonPropertyDescription("Slots never sent because the run ended first.")
            Long missed,

            @Nullable @JsonPropertyDescription("Errors by kind; kinds that did not occur are absent.")
            List<ErrorCount> errorsByKind,

            @Nullable @JsonPropertyDescription("Checks made; absent when the scenarios have none.")
            Long checks,

            @Nullable @JsonPropertyDescription("Checks that failed; absent when the scenarios have none.")
            Long failedChecks,

            @Nullable
            @JsonPropertyDescription(
                    "The ten checks that failed most, the worst first; those that never failed are absent.")
            List<CheckFailures> failedChecksByName) {}

    /** What became of connections, over the whole run: most of them are opened in its warm-up. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Connections(
            @JsonPropertyDescription("Connections that became usable.")
            Long opened,

            @JsonPropertyDescription("Attempts that came to nothing.")
            Long failed,

            @Nullable
            @JsonPropertyDescription("99th percentile of the time from the attempt to the open TCP connection.")
            String connectP99,

            @Nullable @JsonPropertyDescription("99th percentile of the time of TLS handshakes; absent without TLS.")
            String handshakeP99) {}

    /** How often one check failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CheckFailures(
            @JsonPropertyDescription("Name of the scenario.")
            String scenario,

            @JsonPropertyDescription("Name of the step.") String step,
            @JsonPropertyDescription("Name of the check.") String check,
            @JsonPropertyDescription("How often it failed.") Long failed) {}

    /** How often one kind of error occurred. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorCount(
            @JsonPropertyDescription(
                    "ConnectionRefused, ConnectFailed, ConnectionReset, Timeout, BadStatus, UnreadableResponse, "
                            + "StreamReset, CaptureFailed, BadRedirect, DataExhausted, or GeneratorFault: the runner "
                            + "itself had no file descriptor or port left.")
            String kind,

            @JsonPropertyDescription("How often.") Long count) {}
}
