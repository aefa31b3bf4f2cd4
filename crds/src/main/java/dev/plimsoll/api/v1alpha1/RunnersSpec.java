package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods that send the load. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunnersSpec(
        @Default("1") @Min(1) @Max(500) @JsonPropertyDescription("How many pods share the load.")
        Integer count,

        @Nullable
        @JsonPropertyDescription(
                "Resources of a runner container; when absent, 250m CPU and 128Mi of memory requested, "
                        + "512Mi of memory at most and no CPU limit, since a CPU limit makes latency lie.")
        ResourcesSpec resources,

        @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription("A pod template merged over the default one: labels, nodeSelector, tolerations, "
                + "priorityClassName and the like. Containers, volumes and other named things are merged by name, the "
                + "sending container is named runner; other lists replace lists.")
        JsonNode template) {

    /** CPU and memory of a runner container. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResourcesSpec(
            @Nullable
            @Size(max = 16)
            @JsonPropertyDescription("What the scheduler sets aside: {cpu: 250m, memory: 128Mi}.")
            Map<String, Quantity> requests,

            @Nullable @Size(max = 16) @JsonPropertyDescription("What the container may use at most: {memory: 512Mi}.")
            Map<String, Quantity> limits) {}
}
