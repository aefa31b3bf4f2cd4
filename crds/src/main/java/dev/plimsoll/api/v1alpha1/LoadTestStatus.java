package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
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

        @Nullable @JsonPropertyDescription("What became of due times; absent without a schedule.")
        ScheduleStatus schedule,

        @Nullable
        @Size(max = MOST_RUNS)
        @JsonPropertyDescription("The latest runs that are still there, the newest first.")
        List<RunSummary> runs,

        @Nullable
        @JsonPropertyDescription("Started, Progressing, Complete, Failed, Aborted and BudgetMet of the latest run, and "
                + "Scheduled: whether runs start by themselves.")
        List<Condition> conditions) {
    /** As many runs as somebody looks through. */
    public static final int MOST_RUNS = 10;

    /** The same, with what its schedule came to and the runs that there are. */
    public LoadTestStatus with(
            @Nullable ScheduleStatus itsSchedule, @Nullable List<RunSummary> itsRuns, List<Condition> itsConditions) {
        return new LoadTestStatus(
                observedGeneration,
                lastRun,
                lastTrigger,
                phase,
                verdict,
                reason,
                message,
                advisory,
                override,
                overrideRefused,
                target,
                achievedRate,
                p99,
                pods,
                objectives,
                itsSchedule,
                itsRuns,
                itsConditions);
    }

    /** The same, with another reason and message. */
    public LoadTestStatus saying(String word, String sentence) {
        return new LoadTestStatus(
                observedGeneration,
                lastRun,
                lastTrigger,
                phase,
                verdict,
                word,
                sentence,
                advisory,
                override,
                overrideRefused,
                target,
                achievedRate,
                p99,
                pods,
                objectives,
                schedule,
                runs,
                conditions);
    }
}
