package dev.plimsoll.operator.trend;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which objective of a LoadTest.
 *
 * @param phase that it is about; null in runs that have no phases
 * @param budget that it belongs to
 * @param name its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectiveKey(@Nullable String phase, String budget, String name) {
    /** As people know it: {@code p99}, {@code peak: p99}. */
    @JsonIgnore
    public String title() {
        return phase == null ? name : phase + ": " + name;
    }
}
