package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What somebody said to do in place of a verdict, until when. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverrideStatus(
        @JsonPropertyDescription("Why, as the annotation plimsoll.dev/override says.")
        String reason,

        @JsonPropertyDescription(
                "When it ends by itself, RFC 3339, as the annotation plimsoll.dev/override-until says.")
        String until) {}
