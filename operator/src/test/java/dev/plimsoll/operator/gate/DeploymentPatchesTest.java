package dev.plimsoll.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentPatchesTest {
    private static final String UNCHANGED = "{'op': 'test', 'path': '/metadata/resourceVersion', 'value': '42'}";

    private static Deployment deployment(@Nullable Map<String, String> annotations) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("checkout")
                .withResourceVersion("42")
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void shouldPauseAndSayWhatFor() throws JsonProcessingException {
        assertThat(json(DeploymentPatches.hold(deployment(Map.of("a", "b")), "checkout-v2-2")))
                .isEqualTo(json("[" + UNCHANGED
                        + ", {'op': 'add', 'path': '/metadata/annotations/plimsoll.dev~1held', 'value':"
                        + " 'checkout-v2-2'}, {'op': 'add', 'path': '/spec/paused', 'value': true}]"));
    }

    @Test
    void shouldMakeRoomForTheFirstAnnotation() throws JsonProcessingException {
        var patch = json(DeploymentPatches.hold(
                new DeploymentBuilder(deployment(null))
                        .editMetadata()
                        .withAnnotations(null)
                        .endMetadata()
                        .build(),
                "checkout-v2-2"));
        assertThat(patch.findValuesAsText("path")).contains("/metadata/annotations/plimsoll.dev~1held");
    }

    @Test
    void shouldGoOnAndTakeItsMarkAway() throws JsonProcessingException {
        assertThat(json(DeploymentPatches.resume(deployment(Map.of("plimsoll.dev/held", "checkout-v2-2")))))
                .isEqualTo(json("[" + UNCHANGED + ", {'op': 'add', 'path': '/spec/paused', 'value': false}"
                        + ", {'op': 'remove', 'path': '/metadata/annotations/plimsoll.dev~1held'}]"));
    }

    @Test
    void shouldGoBackToTheOldTemplateWithoutItsHash() throws JsonProcessingException {
        var old = new DeploymentView.Revision(new ReplicaSetBuilder()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "checkout", "pod-template-hash", "v1"))
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build());
        assertThat(json(DeploymentPatches.undo(deployment(Map.of()), old)))
                .isEqualTo(json("[" + UNCHANGED + ", {'op': 'add', 'path': '/spec/paused', 'value': false}"
                        + ", {'op': 'replace', 'path': '/spec/template', 'value': {'metadata': {'labels': {'app':"
                        + " 'checkout'}}}}]"));
    }
}
