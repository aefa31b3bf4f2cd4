package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Keeps a part of a response; exactly one of jsonPath, regex, header, cookie and status says which. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaptureSpec(
        @Required @Pattern(Formats.VARIABLE) @Size(max = 63) @JsonPropertyDescription("Later steps use it as ${name}.")
        String name,

        @Nullable @Size(max = 512) @JsonPropertyDescription("The first value of a JSON body at this JSONPath: $.token.")
        String jsonPath,

        @Nullable
        @Size(max = 512)
        @JsonPropertyDescription("What the expression's first group, or the whole of it, matches first in the body.")
        String regex,

        @Nullable @Size(max = 256) @JsonPropertyDescription("The value of this header field.")
        String header,

        @Nullable @Size(max = 256) @JsonPropertyDescription("The value of this cookie.")
        String cookie,

        @Nullable @JsonPropertyDescription("true: the status code.")
        Boolean status,

        @Nullable
        @JsonProperty("default")
        @Size(max = 4096)
        @JsonPropertyDescription("Value when there is none; without it that is an error, CaptureFailed.")
        String fallback) {}
