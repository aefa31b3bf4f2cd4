package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must come back. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectSpec(
        @Nullable
        @Size(min = 1, max = 20)
        @JsonPropertyDescription("Status codes that count as success; when absent, 200 to 399.")
        List<@Min(100) @Max(599) Integer> status) {}
