package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PhaseSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a gate must be: something it can act on, within a time, with no more load than the test says. */
final class GateRules {
    private GateRules() {}

    /** Checks the gate of a spec that may have one. */
    static void check(LoadTestSpec spec, Findings at) {
        var gate = spec.gate();
        if (gate == null) {
            return;
        }
        var here = at.at("gate");
        if (gate.onPass() == GateAction.Abort) {
            here.at("onPass").report(gate.onPass(), "would never let anything ship; give Promote or Pause");
        }
        var _ = QuantityRules.positiveDuration(
                gate.timeout(), "leaves no time for a verdict; give one such as 30m", here.at("timeout"));
        checkShare(gate, spec, here.at("load"));
        if (gate.rollout() != null && GatePlanner.hasRevisions(gate.rollout())) {
            checkService(gate, spec, at.at("target"));
        }
    }

    private static void checkShare(GateSpec gate, LoadTestSpec spec, Findings at) {
        var share = QuantityRules.percentage(gate.load(), at);
        if (share.isEmpty()) {
            return;
        }
        if (!(share.get() > 0 && share.get() <= 1)) {
            at.report(gate.load(), "is not above 0% and up to 100%; a gate sends no more load than the test says");
        } else if (share.get() < 1 && loads(spec).anyMatch(load -> load.capacity() != null)) {
            at.report(gate.load(), "would lower the steps that capacity climbs; give 100%, or lower its rates");
        }
    }

    /** The pods of two revisions are told apart behind a Service, and nowhere else. */
    private static void checkService(GateSpec gate, LoadTestSpec spec, Findings at) {
        var target = spec.target();
        if (target == null) {
            return;
        }
        if (target.url() != null) {
            at.at("url")
                    .report(
                            target.url(),
                            "the pods of two revisions of a "
                                    + Optional.ofNullable(gate.rollout())
                                            .orElseThrow()
                                            .kind()
                                    + " are told apart behind its Service; set service: {name, port}, or set"
                                    + " comparison to where each of them is reached");
        } else if (target.service() != null && target.service().namespace() != null) {
            at.at("service")
                    .at("namespace")
                    .report(
                            target.service().namespace(),
                            "a gate looks after its own namespace; remove it, and create the LoadTest there");
        }
    }

    private static Stream<LoadSpec> loads(LoadTestSpec spec) {
        return Stream.concat(
                Stream.ofNullable(spec.load()),
                Stream.ofNullable(spec.phases()).flatMap(List::stream).map(PhaseSpec::load));
    }
}
