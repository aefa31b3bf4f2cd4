package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a scenario: a request, a pause, or a block of steps. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepSpec(
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
        PauseSpec pause,

        @Nullable
        @Min(1)
        @Max(10000)
        @JsonPropertyDescription("Instead of a request: goes through steps so many times.")
        Integer repeat,

        @Nullable
        @JsonProperty("while")
        @JsonPropertyDescription("Instead of a request: goes through steps as long as this holds.")
        ConditionSpec whileCondition,

        @Nullable @Min(1) @Max(10000) @JsonPropertyDescription("Most times of while; 100 when absent.")
        Integer limit,

        @Nullable
        @JsonProperty("if")
        @JsonPropertyDescription("Instead of a request: goes through steps once, if this holds.")
        ConditionSpec ifCondition,

        @Nullable @Size(min = 1, max = 50) @JsonPropertyDescription("The steps of repeat, while or if.")
        List<InnerStepSpec> steps)
        implements StepFields {}
