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
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        @JsonPropertyDescription("Requests, in order. When one fails, the rest of the turn is left out.")
        List<StepSpec> steps) {

    /** One request of a scenario. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepSpec(
            @Required
            @Pattern(Formats.NAME)
            @Size(max = 63)
            @JsonPropertyDescription("Unique in the scenario: lower-case letters, digits and dashes.")
            String name,

            @Required @JsonPropertyDescription("What is sent.")
            RequestSpec request,

            @Nullable @JsonPropertyDescription("What must come back.")
            ExpectSpec expect) {}

    /** An HTTP request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RequestSpec(
            @Default("GET") @JsonPropertyDescription("HTTP method.")
            Method method,

            @Default("/")
            @Pattern("^/[^\\s#]*$")
            @Size(max = 4096)
            @JsonPropertyDescription("Path and query, put after the target's URL.")
            String path,

            @Nullable
            @Size(max = 64)
            @JsonPropertyDescription("Header fields. Host may be set; Content-Length is computed.")
            Map<String, String> headers,

            @Nullable @Size(max = 65536) @JsonPropertyDescription("Body, sent as UTF-8.")
            String body,

            @Default("10s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription(
                    "Longest time from the send to the last byte; after it the request counts as timed out.")
            String timeout) {}

    /** HTTP methods. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS
    }

    /** What must come back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExpectSpec(
            @Nullable
            @Size(min = 1, max = 20)
            @JsonPropertyDescription("Status codes that count as success; when absent, 200 to 399.")
            List<@Min(100) @Max(599) Integer> status) {}
}
