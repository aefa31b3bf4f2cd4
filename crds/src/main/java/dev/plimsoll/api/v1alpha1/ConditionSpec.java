package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Something about a captured variable; all that is set must hold. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionSpec(
        @Required @Pattern(Formats.VARIABLE) @Size(max = 63) @JsonPropertyDescription("Name of what was captured.")
        String variable,

        @Nullable @JsonPropertyDescription("true: it has a value; false: it has none.")
        Boolean exists,

        @Nullable @JsonProperty("equals") @Size(max = 4096) @JsonPropertyDescription("Its value is this; a template.")
        String equalTo,

        @Nullable @Size(max = 4096) @JsonPropertyDescription("Its value is not this; a template.")
        String notEquals,

        @Nullable @Size(max = 512) @JsonPropertyDescription("A regular expression that matches its whole value.")
        String matches) {}
