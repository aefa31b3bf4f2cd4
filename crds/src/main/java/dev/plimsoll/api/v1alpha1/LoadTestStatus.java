package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of a LoadTest: its latest run at a glance. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestStatus(
        @Nullable @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,

        @Nullable @JsonPropertyDescription("Name of the latest LoadTestRun.")
        String lastRun,

        @Nullable @JsonPropertyDescription("What made the latest run: a digest of the spec and of the run annotation.")
        String lastTrigger,

        @Nullable @JsonPropertyDescription("How far the latest run is.")
        RunPhase phase,

        @Nullable @JsonPropertyDescription("Verdict of the latest run.")
        Verdict verdict,

        @Nullable @JsonPropertyDescription("Stable word for why.")
        String reason,

        @Nullable @JsonPropertyDescription("One sentence with the numbers.")
        String message,

        @Nullable
        @JsonPropertyDescription("true: the verdict stands on something that only people can weigh; see the message.")
        Boolean advisory,

        @Nullable
        @JsonPropertyDescription(
                "What somebody said to do in place of the verdict, with the annotation plimsoll.dev/override on this "
                        + "resource, or else on its latest run.")
        OverrideStatus override,

        @Nullable @JsonPropertyDescription("Why the annotations ask for an override that is not in force.")
        String overrideRefused,

        @Nullable @JsonPropertyDescription("Where requests go; of a comparison its baseline and its candidate.")
        String target,

        @Nullable @JsonPropertyDescription("Requests per second that were sent over the judged time.")
        String achievedRate,

        @Nullable @JsonPropertyDescription("99th percentile of the response time over the judged time.")
        String p99,

        @Nullable @JsonPropertyDescription("Runner pods that reported, of those expected: 3/3.")
        String pods,

        @Nullable @JsonPropertyDescription("What each objective came to in the latest run.")
        List<ObjectiveStatus> objectives,

        @Nullable
        @JsonPropertyDescription("Started, Progressing, Complete, Failed, Aborted and BudgetMet of the latest run.")
        List<Condition> conditions) {}
