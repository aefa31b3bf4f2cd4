package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Which runs that ended are kept, with their results. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistorySpec(
        @Default("30")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("How many runs with the verdict Pass or Warn are kept.")
        Integer passed,

        @Default("30") @Min(0) @Max(1000) @JsonPropertyDescription("How many other runs are kept.")
        Integer failed,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription(
                "How long after its end a run is kept at most: 2160h for 90 days. When absent, only numbers "
                        + "count.")
        String maxAge) {

    /** What {@code history: {}} says, and no history. */
    public static final HistorySpec DEFAULT = new HistorySpec(30, 30, null);
}
