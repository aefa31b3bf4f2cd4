package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Who is told of verdicts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationSpec(
        @Required
        @Pattern(Formats.NAME)
        @Size(max = 63)
        @JsonPropertyDescription(
                "Name of a notifier in the operator's configuration, which knows where it is and its secrets.")
        String to,

        @Default("Change")
        @JsonPropertyDescription(
                "Change: when a verdict differs from that of the run before. Failure: after every run whose "
                        + "verdict is not Pass or Warn. Always: after every run.")
        Occasion on) {

    /** When somebody is told. */
    public enum Occasion {
        /** The verdict differs from that of the run before. */
        Change,
        /** The verdict is not Pass or Warn. */
        Failure,
        /** There is a verdict. */
        Always
    }
}
