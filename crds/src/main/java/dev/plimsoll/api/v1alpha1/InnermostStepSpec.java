package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a block in a block: a request or a pause. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InnermostStepSpec(
        @Nullable
        @Pattern(Formats.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("Of a request, unique in the scenario: lower-case letters, digits and dashes.")
        String name,

        @Nullable @JsonPropertyDescription("What is sent.") RequestSpec request,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription("What is kept of the response, for later steps to use as ${name}.")
        List<CaptureSpec> capture,

        @Nullable @JsonPropertyDescription("What must come back. If it does not, that is an error, and the turn ends.")
        ExpectSpec expect,

        @Nullable
        @Size(max = 20)
        @JsonPropertyDescription(
                "What else is asked of the response. A check that fails is counted, and the turn goes on.")
        List<CheckSpec> checks,

        @Nullable @JsonPropertyDescription("Instead of a request: nothing is sent for a while.")
        PauseSpec pause)
        implements StepFields {}
