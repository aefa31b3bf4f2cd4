package dev.plimsoll.operator.gate.http;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.operator.gate.GateRecords;
import java.util.List;
import java.util.Set;

/**
 * The LoadTests that callers ask for.
 *
 * @param namespaces that the operator looks after; empty for all
 */
record GatedTests(GateRecords records, Set<String> namespaces) {

    /** The LoadTest of this name. */
    LoadTest named(String namespace, String name) {
        checkNamespace(namespace);
        return records.loadTest(namespace, name)
                .orElseThrow(() -> GateRefusedException.notFound("there is no LoadTest " + name + " in namespace "
                        + namespace + "; create it or correct the name"));
    }

    /** The one LoadTest of the namespace that says that it gates this. */
    LoadTest gating(String namespace, RolloutRef rollout) {
        checkNamespace(namespace);
        var gating = records.loadTests(namespace).stream()
                .filter(test -> test.getSpec().gate() != null
                        && rollout.equals(test.getSpec().gate().rollout()))
                .toList();
        if (gating.size() == 1) {
            return gating.getFirst();
        }
        throw GateRefusedException.notGated(
                gating.isEmpty()
                        ? "no LoadTest in namespace " + namespace + " gates " + rollout + "; give one gate: {rollout:"
                                + " {kind: " + rollout.kind() + ", name: " + rollout.name()
                                + "}}, or name one in the webhook's metadata.loadTest"
                        : "LoadTests " + names(gating) + " gate " + rollout
                                + "; name the one to ask in the webhook's metadata.loadTest");
    }

    private static String names(List<LoadTest> tests) {
        return String.join(
                ", ", tests.stream().map(test -> test.getMetadata().getName()).toList());
    }

    private void checkNamespace(String namespace) {
        if (!namespaces.isEmpty() && !namespaces.contains(namespace)) {
            throw GateRefusedException.notFound("this operator does not look after namespace " + namespace
                    + "; add it to PLIMSOLL_WATCH_NAMESPACES");
        }
    }
}
