package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The revision that a run is the gate of: its verdict is about this one and no other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionSpec(
        @Nullable @JsonPropertyDescription("What rolls it out; when absent, whoever asked.")
        RolloutRef rollout,

        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("The new revision: its pod-template hash, or what its rollout calls it.")
        String name,

        @Nullable
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Pod-template hash of the old revision, where Plimsoll knows it.")
        String baseline,

        @Default("1")
        @Min(1)
        @JsonPropertyDescription("How often this revision was rolled out; each time is judged anew.")
        Long attempt) {}
