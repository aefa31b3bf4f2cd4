package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How long nothing is sent: a duration; or drawn each time, by min and max, by mean, or by median and p95. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PauseSpec(
        @Nullable @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("Always so long.")
        String duration,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Shortest, with max: any length between them is as likely as any other.")
        String min,

        @Nullable @Pattern(Formats.DURATION) @Size(max = 32) @JsonPropertyDescription("Longest, with min.")
        String max,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Mean of an exponential distribution, as between independent events.")
        String mean,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Median of a log-normal distribution, with p95: mostly short, sometimes long.")
        String median,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Of 20 pauses one is longer; with median.")
        String p95) {}
