package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a file comes from; exactly one is set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSpec(
        @Nullable @JsonPropertyDescription("A key of a ConfigMap in the same namespace.")
        KeyRef configMapRef,

        @Nullable @JsonPropertyDescription("A key of a Secret in the same namespace.")
        KeyRef secretRef) {

    /** A key of a ConfigMap or Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyRef(
            @Required @Pattern(Formats.OBJECT_NAME) @Size(max = 253) @JsonPropertyDescription("Its name.")
            String name,

            @Required @Pattern(Formats.KEY) @Size(max = 253) @JsonPropertyDescription("Key in it.")
            String key) {}
}
