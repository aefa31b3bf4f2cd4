package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What one arrival or one turn of a user does. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScenarioSpec(
        @Required
        @Pattern(Formats.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("Unique in the LoadTest: lower-case letters, digits and dashes.")
        String name,

        @Default("1")
        @Min(0)
        @Max(1000000)
        @JsonPropertyDescription("How often it is chosen, relative to the other scenarios. Zero: never.")
        Integer weight,

        @Required
        @Size(min = 1, max = 50)
        @JsonPropertyDescription(
                "In order; the first is a request. When a request fails, the rest of the turn is left out. "
                        + "Each step has exactly one of request, pause, repeat, while and if.")
        List<StepSpec> steps) {}
