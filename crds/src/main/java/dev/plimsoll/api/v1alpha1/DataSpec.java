package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Rows that turns take their values from; exactly one of csv and json is set. */
@ValidationRule(value = "has(self.csv) != has(self.json)", message = "set exactly one of csv and json")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSpec(
        @Nullable @JsonPropertyDescription("A CSV file whose first line names the columns.")
        SourceSpec csv,

        @Nullable @JsonPropertyDescription("A JSON file: an array of objects.")
        SourceSpec json,

        @Default("Sequential")
        @JsonPropertyDescription(
                "Which row a turn gets. Sequential: the next, and after the last the first. Random: any. Shuffled:"
                        + " each once in an order of chance, then again. Unique: each once in the whole run; after the"
                        + " last, turns fail.")
        Order order) {

    /** Which row is next. */
    public enum Order {
        Sequential,
        Random,
        Shuffled,
        Unique
    }
}
