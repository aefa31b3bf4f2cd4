package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What objectives with maxRegression are held against. */
@ValidationRule(
        value = "(self.from == 'Pinned') == has(self.run)",
        message = "run names the earlier run of from: Pinned, which needs it")
@ValidationRule(value = "self.from == 'Window' || !has(self.runs)", message = "runs goes with from: Window")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BaselineSpec(
        @Required @JsonPropertyDescription("Where the baseline comes from.")
        From from,

        @Nullable
        @Pattern(Formats.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("With Pinned: name of an earlier LoadTestRun of the same LoadTest.")
        String run,

        @Nullable @Min(6) @Max(30) @JsonPropertyDescription("With Window: how many runs at most; 10 when absent.")
        Integer runs) {

    /** Where a baseline comes from. */
    public enum From {
        /** The other side of a comparison, in the same run. */
        Comparison,
        /** The last earlier run that passed. A single run decides nothing: what comes of it is advisory. */
        LastPassed,
        /** An earlier run by its name. A single run decides nothing: what comes of it is advisory. */
        Pinned,
        /** The last earlier runs that passed. From six on they decide. */
        Window
    }
}
