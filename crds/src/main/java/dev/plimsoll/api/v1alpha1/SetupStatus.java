package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What must be the same for two runs to be held against each other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetupStatus(
        @JsonPropertyDescription(
                "Digest of what was run: target, comparison, load, phases, scenarios and data of the spec.")
        String spec,

        @JsonPropertyDescription("How many runners there were.")
        Integer runners,

        @JsonPropertyDescription("Their image; unknown when their pods were gone.")
        String runnerImage,

        @JsonPropertyDescription(
                "Types of the nodes they ran on, from the label node.kubernetes.io/instance-type; unknown "
                        + "when the nodes do not have it, or the operator may not look.")
        String nodeType) {}
