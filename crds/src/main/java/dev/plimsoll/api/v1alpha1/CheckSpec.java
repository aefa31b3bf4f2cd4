package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something asked of a response: one of status, header, jsonPath, bodyContains, bodyMatches, a size and maxTime. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckSpec(
        @Nullable
        @Size(min = 1, max = 100)
        @JsonPropertyDescription("Stands in results, unique in the step; when absent, what is asked.")
        String name,

        @Nullable @Size(min = 1, max = 20) @JsonPropertyDescription("The status is one of these.")
        List<@Min(100) @Max(599) Integer> status,

        @Nullable
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("This header field is there; with equals or matches, its value is so.")
        String header,

        @Nullable
        @Size(max = 512)
        @JsonPropertyDescription("The value of a JSON body at this JSONPath is what equals says.")
        String jsonPath,

        @Nullable
        @JsonProperty("equals")
        @Size(max = 4096)
        @JsonPropertyDescription("The whole value of header or jsonPath; a template.")
        String equalTo,

        @Nullable
        @Size(max = 512)
        @JsonPropertyDescription("A regular expression that is found in the value of header.")
        String matches,

        @Nullable @Size(min = 1, max = 4096) @JsonPropertyDescription("The body holds this text; a template.")
        String bodyContains,

        @Nullable @Size(max = 512) @JsonPropertyDescription("This regular expression is found in the body.")
        String bodyMatches,

        @Nullable
        @Pattern(Formats.SIZE)
        @Size(max = 32)
        @JsonPropertyDescription("The body, as it came over the wire, is at least so large: 1KiB.")
        String minSize,

        @Nullable
        @Pattern(Formats.SIZE)
        @Size(max = 32)
        @JsonPropertyDescription("The body, as it came over the wire, is at most so large: 10KiB.")
        String maxSize,

        @Nullable
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("The time from the send to the last byte is at most so long: 500ms.")
        String maxTime) {}
