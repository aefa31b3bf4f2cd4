package dev.plimsoll.operator.gate.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which revision a call is about, from its query, or its body, which counts where both say something.
 *
 * @param revision what the caller calls it; null for none
 * @param rollout what rolls it out; null when the caller does not say
 * @param baseline pod-template hash of the old revision; null when the caller does not say
 */
record GateRequest(
        @Nullable String revision,
        @Nullable RolloutRef rollout,
        @Nullable String baseline) {
    private static final Set<String> FIELDS = Set.of("revision", "rollout", "baseline");

    /** Reads a call with a body; an empty one is none. */
    static GateRequest read(Function<String, Optional<String>> query, byte[] body) {
        var fields = body.length == 0 ? MissingNode.getInstance() : Json.object(body, "body");
        fields.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw GateRefusedException.badRequest(
                        name,
                        Json.shown(fields.path(name)),
                        "is no field of a call; write revision, rollout, baseline");
            }
        });
        return new GateRequest(
                Json.text(fields, "revision")
                        .or(() -> query.apply("revision"))
                        .map(text -> name("revision", text))
                        .orElse(null),
                Optional.of(fields.path("rollout"))
                        .filter(rollout -> !rollout.isMissingNode() && !rollout.isNull())
                        .map(GateRequest::rollout)
                        .or(() -> query.apply("rollout").map(GateRequest::rollout))
                        .orElse(null),
                Json.text(fields, "baseline")
                        .or(() -> query.apply("baseline"))
                        .map(text -> name("baseline", text))
                        .orElse(null));
    }

    /** The revision that a call must name, of what the LoadTest gates unless the call says otherwise. */
    RevisionSpec of(LoadTest test) {
        if (revision == null) {
            throw GateRefusedException.badRequest(
                    "revision", "", "is missing; give the name of the new revision, in the body or as ?revision=");
        }
        var gate = test.getSpec().gate();
        return new RevisionSpec(rollout == null && gate != null ? gate.rollout() : rollout, revision, baseline, 1L);
    }

    /** A revision may have any name that a run can say. */
    static String name(String field, String text) {
        if (text.isBlank() || text.length() > Json.LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw GateRefusedException.badRequest(
                    field, Json.shortened(text), "is no name; give 1 to " + Json.LONGEST + " characters in one line");
        }
        return text;
    }

    private static RolloutRef rollout(JsonNode field) {
        if (!field.isObject()) {
            throw GateRefusedException.badRequest(
                    "rollout",
                    Json.shown(field),
                    "is not what rolls out; write {\"kind\": \"Rollout\", \"name\": \"checkout\"}");
        }
        return rollout(
                Json.text(field, "kind").orElse(""), Json.text(field, "name").orElse(""));
    }

    private static RolloutRef rollout(String kindAndName) {
        var parts = kindAndName.split("/", 2);
        return rollout(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static RolloutRef rollout(String kind, String name) {
        var known = Arrays.stream(Kind.values())
                .filter(there -> there.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> GateRefusedException.badRequest(
                        "rollout.kind",
                        Json.shortened(kind),
                        "rolls nothing out; write Rollout, Canary, Deployment or Other"));
        return new RolloutRef(known, Json.objectName("rollout.name", name));
    }
}
