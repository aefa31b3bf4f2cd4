package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.operator.testing.Golden;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All patches of a Rollout in each state; those that are absent change nothing. */
class RolloutPatchesTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Golden GOLDEN = Golden.folder("rollout");

    static List<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeWhatThePluginWouldSend(String name) throws IOException {
        var view = RolloutView.of(YAML.unmarshal(GOLDEN.in(name), Rollout.class));
        var patches = new LinkedHashMap<String, JsonNode>();
        put(patches, "promote, status", RolloutPatches.promotedStatus(view));
        put(patches, "pause, spec", Optional.of(RolloutPatches.paused(view, "slow-new-3")));
        put(patches, "abort, status", Optional.of(RolloutPatches.abortedStatus(view)));
        put(patches, "promote or abort, spec", RolloutPatches.released(view));
        GOLDEN.assertOut(name, List.of(patches));
    }

    private static void put(Map<String, JsonNode> patches, String name, Optional<String> patch) {
        patch.ifPresent(json -> patches.put(name, YAML.unmarshal(json, JsonNode.class)));
    }
}
