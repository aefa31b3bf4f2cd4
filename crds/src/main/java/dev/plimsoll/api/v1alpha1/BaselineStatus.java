package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The earlier runs that a run was held against, for one budget. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BaselineStatus(
        @JsonPropertyDescription("The budget that asked for them.")
        String budget,

        @JsonPropertyDescription("Where the budget takes its baseline from.")
        BaselineSpec.From from,

        @Nullable @JsonPropertyDescription("The runs, the oldest first; absent when there is none.")
        List<String> runs,

        @Nullable @JsonPropertyDescription("Runs that this one cannot be held against, each with why.")
        List<String> refused) {}
