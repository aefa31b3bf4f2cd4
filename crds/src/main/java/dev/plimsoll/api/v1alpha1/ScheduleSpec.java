package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a test runs by itself: as a CronJob of Kubernetes would run it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleSpec(
        @Required
        @Size(min = 1, max = 100)
        @JsonPropertyDescription(
                "Minute, hour, day of the month, month and day of the week, as in a CronJob: 0 2 * * *; or "
                        + "@hourly, @daily, @midnight, @weekly, @monthly, @yearly or @annually.")
        String cron,

        @Default("Etc/UTC")
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Time zone of cron and blackout, by its name in the IANA database: Europe/Berlin.")
        String timeZone,

        @Default("Forbid")
        @JsonPropertyDescription(
                "When a run is due while another of the same LoadTest has not ended. Forbid: it is skipped, "
                        + "since two tests of one target falsify each other. Replace: the other one is ended. Allow: "
                        + "both run.")
        ConcurrencyPolicy concurrencyPolicy,

        @Default("1h")
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription(
                "How late a run that was missed may still start, as while the operator was away. Of several "
                        + "that were missed only the last one is made up for.")
        String startingDeadline,

        @Default("false") @JsonPropertyDescription("true: nothing starts by itself. A run that goes on is not ended.")
        Boolean suspend,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("Times in which nothing starts by itself; a run that is due then is skipped.")
        List<BlackoutSpec> blackout) {

    /** What happens to a run that is due while another one goes on. */
    public enum ConcurrencyPolicy {
        /** Both run. */
        Allow,
        /** It is skipped. */
        Forbid,
        /** The other one is ended. */
        Replace
    }

    /** A time in which nothing starts: some hours of some days of each week, or from one date to another. */
    @ValidationRule(
            value = "self.from.contains('-') == self.to.contains('-')",
            message = "from and to are both times of day (08:00), or both dates (2026-12-24 or 2026-12-24T18:00)")
    @ValidationRule(
            value = "!has(self.days) || !self.from.contains('-')",
            message = "days go with times of day; a blackout from one date to another has none")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BlackoutSpec(
            @Required
            @Pattern(Formats.LOCAL_TIME_OR_DATE)
            @Size(max = 16)
            @JsonPropertyDescription("Its first moment in the schedule's time zone: 08:00 each day, 2026-12-24, or "
                    + "2026-12-24T18:00.")
            String from,

            @Required
            @Pattern(Formats.LOCAL_TIME_OR_DATE)
            @Size(max = 16)
            @JsonPropertyDescription(
                    "The moment after its last one; a time of day that is not after from is one of the next "
                            + "day. A date without time is its midnight: the day itself is outside.")
            String to,

            @Nullable
            @Size(min = 1, max = 7)
            @JsonPropertyDescription("Days of the week on which times of day begin; all when absent.")
            List<Day> days,

            @Nullable @Size(max = 256) @JsonPropertyDescription("Why, for people; status shows it.")
            String reason) {}

    /** A day of the week. */
    public enum Day {
        Mon,
        Tue,
        Wed,
        Thu,
        Fri,
        Sat,
        Sun
    }
}
