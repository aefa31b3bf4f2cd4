package dev.plimsoll.operator.gate.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import java.util.Optional;

/**
 * What Flagger sends.
 *
 * @param canary what is rolled out
 * @param namespace of the Canary
 * @param phase of the Canary
 * @param checksum of the revision, with its configuration
 * @param loadTest that the Canary's YAML names
 * @param token that the Canary's YAML names
 */
record FlaggerCall(
        RolloutRef canary,
        String namespace,
        String phase,
        String checksum,
        Optional<String> loadTest,
        Optional<String> token) {

    /** Reads a body; newer versions of Flagger may send more than this. */
    static FlaggerCall read(byte[] body) {
        var call = Json.object(body, "body");
        var metadata = call.path("metadata");
        if (!metadata.isMissingNode() && !metadata.isNull() && !metadata.isObject()) {
            throw GateRefusedException.badRequest("metadata", Json.shown(metadata), "is no object of texts");
        }
        return new FlaggerCall(
                new RolloutRef(Kind.Canary, Json.objectName("name", required(call, "name"))),
                Json.objectName("namespace", required(call, "namespace")),
                Json.text(call, "phase").orElse(""),
                GateRequest.name("checksum", required(call, "checksum")),
                Json.text(metadata, "loadTest").map(name -> Json.objectName("metadata.loadTest", name)),
                Json.text(metadata, "token").filter(token -> !token.isBlank()));
    }

    /** The revision that is rolled out. */
    RevisionSpec revision() {
        return new RevisionSpec(canary, checksum, null, 1L);
    }

    private static String required(JsonNode call, String field) {
        return Json.text(call, field)
                .orElseThrow(() -> GateRefusedException.badRequest(
                        field, "", "is missing; Flagger sends name, namespace, phase and checksum to a webhook"));
    }
}
