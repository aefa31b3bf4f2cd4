package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What became of due times, and which one comes next. Due times of an earlier schedule are of no concern to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleStatus(
        @JsonPropertyDescription("The schedule that this is about.")
        String cron,

        @JsonPropertyDescription("Its time zone.") String timeZone,

        @JsonPropertyDescription("Since when it is in force, RFC 3339: due times before are none of its own.")
        String since,

        @Nullable
        @JsonPropertyDescription(
                "When a run starts next, RFC 3339; absent when it is suspended, or nothing is to come.")
        String nextTime,

        @Nullable @JsonPropertyDescription("The latest due time that has a run, RFC 3339.")
        String lastTime,

        @Nullable @JsonPropertyDescription("Its run.") String lastRun,

        @Nullable @JsonPropertyDescription("The latest due time that has no run, and why.")
        SkippedStatus lastSkipped) {

    /** A due time that has no run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SkippedStatus(
            @JsonPropertyDescription("When it was due, RFC 3339.")
            String time,

            @JsonPropertyDescription("Stable word for why: Missed, RunActive or Blackout.")
            String reason,

            @JsonPropertyDescription("One sentence.") String message) {}

    /** The same, with the time that comes next. */
    public ScheduleStatus next(@Nullable String time) {
        return new ScheduleStatus(cron, timeZone, since, time, lastTime, lastRun, lastSkipped);
    }

    /** The same, when a due time has got its run. */
    public ScheduleStatus started(String due, String run) {
        return new ScheduleStatus(cron, timeZone, since, nextTime, due, run, lastSkipped);
    }

    /** The same, when a due time has got none. */
    public ScheduleStatus skipped(SkippedStatus skipped) {
        return new ScheduleStatus(cron, timeZone, since, nextTime, lastTime, lastRun, skipped);
    }
}
