package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What rolls a new revision out, in the namespace of the LoadTest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutRef(
        @Required
        @JsonPropertyDescription(
                "Deployment: Plimsoll holds it and lets it go on. Rollout: of Argo Rollouts, which Plimsoll promotes,"
                    + " pauses and aborts. Canary: of Flagger, which asks Plimsoll. Other: anything else that asks.")
        Kind kind,

        @Required @Pattern(Formats.OBJECT_NAME) @Size(max = 253) @JsonPropertyDescription("Its name.")
        String name) {

    /** Kinds of what rolls revisions out. */
    public enum Kind {
        Deployment,
        Rollout,
        Canary,
        Other
    }

    /** {@code Deployment/checkout}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
