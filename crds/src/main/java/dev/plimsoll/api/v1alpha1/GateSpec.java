package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.plimsoll.api.v1alpha1.ComparisonSpec.RoundsSpec;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which rollout a test gates, and what its verdicts do to it. */
@ValidationRule(value = "self.onPass != 'Abort'", message = "onPass is Promote or Pause")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateSpec(
        @Nullable
        @JsonPropertyDescription(
                "What is gated, in the namespace of the LoadTest. When absent, any Deployment there that "
                        + "names this LoadTest in its annotation plimsoll.dev/gate, and whoever asks for a verdict.")
        RolloutRef rollout,

        @Default("Promote")
        @JsonPropertyDescription(
                "After Pass or Warn. Promote: the rollout goes on. Pause: somebody has to let it go on.")
        GateAction onPass,

        @Default("Abort")
        @JsonPropertyDescription(
                "After Fail. Abort: back to the old revision. Pause: stay, somebody decides. Promote: go on "
                        + "nevertheless, to try a gate out.")
        GateAction onFail,

        @Default("Pause")
        @JsonPropertyDescription(
                "After Inconclusive, of which a gate that timed out is one. Pause: stay, somebody decides. "
                        + "Abort: back to the old revision. Promote: go on without evidence.")
        GateAction onInconclusive,

        @Default("1h")
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription(
                "How long a revision may take from its appearance to its verdict; after that the load stops "
                        + "and the verdict is Inconclusive.")
        String timeout,

        @Default("100%")
        @Pattern(Formats.PERCENTAGE)
        @Size(max = 32)
        @JsonPropertyDescription(
                "How much of the load a gated revision gets, as a share of every rate and number of users "
                        + "that the test says.")
        String load,

        @Default("{}")
        @JsonPropertyDescription(
                "With target: the old and the new revision of a Deployment or Rollout are compared, in so "
                        + "many rounds of the load. With comparison, its own rounds count.")
        RoundsSpec rounds) {

    /** What {@code gate: {}} says. */
    public static final GateSpec DEFAULT = new GateSpec(
            null, GateAction.Promote, GateAction.Abort, GateAction.Pause, "1h", "100%", new RoundsSpec(6, 20));
}
