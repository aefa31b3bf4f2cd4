package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that stands out over the time of a run. It changes no verdict. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingStatus(
        @JsonPropertyDescription("Drift, LatencyCliff, Unsteady, SlowRecovery, or Recovery, which is no concern.")
        String name,

        @Nullable @JsonPropertyDescription("The phase that it is about; absent in a run that has no phases.")
        String phase,

        @JsonPropertyDescription("One sentence with the numbers.")
        String message,

        @JsonPropertyDescription("Its numbers.") List<Figure> numbers) {

    /** A number with its name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figure(
            @JsonPropertyDescription("Its stable name.") String name,
            @JsonPropertyDescription("It, with its unit.") String value) {}
}
