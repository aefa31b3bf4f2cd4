package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How long nothing is sent, each time anew. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "distribution")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Pause.Fixed.class, name = "Fixed"),
    @JsonSubTypes.Type(value = Pause.Uniform.class, name = "Uniform"),
    @JsonSubTypes.Type(value = Pause.Exponential.class, name = "Exponential"),
    @JsonSubTypes.Type(value = Pause.LogNormal.class, name = "LogNormal")
})
public sealed interface Pause {

    /** Its mean. */
    @JsonIgnore
    default double averageNanos() {
        return switch (this) {
            case Fixed fixed -> fixed.nanos;
            case Uniform uniform -> (uniform.minNanos + uniform.maxNanos) / 2.0;
            case Exponential exponential -> exponential.meanNanos;
            case LogNormal logNormal -> logNormal.medianNanos * Math.exp(logNormal.sigma * logNormal.sigma / 2);
        };
    }

    /** Always the same. */
    record Fixed(long nanos) implements Pause {}

    /** Each length between two is as likely as any other. */
    record Uniform(long minNanos, long maxNanos) implements Pause {}

    /** As between independent events. */
    record Exponential(long meanNanos) implements Pause {}

    /**
     * Mostly short, sometimes long, as people are.
     *
     * @param medianNanos half of the pauses are shorter
     * @param sigma standard deviation of the pause's natural logarithm, above zero
     */
    record LogNormal(long medianNanos, double sigma) implements Pause {}
}
