package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.ComparisonSpec;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.operator.job.RunNames;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that judges a revision. Its name follows from the LoadTest, the revision and the attempt, so whoever asks for
 * it twice gets the same one, and a verdict never stands for another revision.
 */
public final class GatedRuns {
    private GatedRuns() {}

    /** Name of the run. */
    public static String name(String loadTest, RevisionSpec revision) {
        return RunNames.gated(loadTest, revision.name(), revision.attempt());
    }

    /** The run as whoever first sees the revision creates it; the operator fills in what it runs. */
    public static LoadTestRun create(String namespace, String loadTest, RevisionSpec revision) {
        var run = new LoadTestRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name(loadTest, revision))
                .withLabels(labels(loadTest, revision))
                .build());
        run.setSpec(new LoadTestRunSpec(loadTest, null, null, revision));
        return run;
    }

    /** Labels by which people find the runs of a rollout, and of one of its revisions. */
    public static Map<String, String> labels(String loadTest, RevisionSpec revision) {
        return Map.of(
                Api.LOAD_TEST_LABEL,
                RunNames.label(loadTest),
                Api.ROLLOUT_LABEL,
                RunNames.label(
                        revision.rollout() == null
                                ? loadTest
                                : revision.rollout().name()),
                Api.REVISION_LABEL,
                RunNames.labelOf(revision.name()));
    }

    /** Why the run of a revision is not made; empty when it is. */
    public static Optional<String> refusal(String loadTest, LoadTestSpec spec, RevisionSpec revision) {
        return notGated(loadTest, spec, revision).or(() -> comparedWithItself(loadTest, spec, revision));
    }

    /** Why a LoadTest does not gate the revision; empty when it does. */
    public static Optional<String> notGated(String loadTest, LoadTestSpec spec, RevisionSpec revision) {
        var gate = spec.gate();
        if (gate == null) {
            return Optional.of("LoadTest " + loadTest + " has no gate, so it judges no revisions; give it gate: {}");
        }
        if (gate.rollout() != null && !gate.rollout().equals(revision.rollout())) {
            return Optional.of(
                    "LoadTest " + loadTest + " gates " + gate.rollout() + " and nothing else, so it does not judge "
                            + (revision.rollout() == null ? "what is no part of it" : revision.rollout())
                            + "; correct spec.gate.rollout, or ask for another LoadTest");
        }
        return Optional.empty();
    }

    private static Optional<String> comparedWithItself(String loadTest, LoadTestSpec spec, RevisionSpec revision) {
        return comparesWithItself(spec, revision)
                ? Optional.of("LoadTest " + loadTest + " compares both revisions of " + revision.rollout()
                        + " behind its target, and nothing says which is the old one, so it would compare its target"
                        + " with itself; give baseline, the pod-template hash of the old revision")
                : Optional.empty();
    }

    /** Two that are the same are never found to differ: a Pass of that would say nothing. */
    private static boolean comparesWithItself(LoadTestSpec spec, RevisionSpec revision) {
        return spec.target() != null
                && revision.baseline() == null
                && revision.rollout() != null
                && switch (revision.rollout().kind()) {
                    case Deployment, Rollout -> true;
                    case Canary, Other -> false;
                };
    }

    /**
     * What the run of a revision runs: with a target, the old revision's pods against the new one's, where Plimsoll
     * tells them apart.
     *
     * @param run the run, with or without its spec
     * @param loadTest name of its LoadTest
     * @param spec of its LoadTest
     */
    public static LoadTestSpec test(ObjectMeta run, String loadTest, LoadTestSpec spec, RevisionSpec revision) {
        var rollout = revision.rollout() == null ? new RolloutRef(Kind.Other, loadTest) : revision.rollout();
        var gating = spec.gating(of(spec.gate(), rollout));
        if (spec.target() == null || spec.gate() == null || revision.baseline() == null) {
            return gating;
        }
        var comparison = new ComparisonSpec(
                side(spec.target(), RevisionServices.baseline(run.getName()), run.getNamespace()),
                side(spec.target(), RevisionServices.candidate(run.getName()), run.getNamespace()),
                spec.gate().rounds());
        return gating.against(null, comparison);
    }

    private static @Nullable GateSpec of(@Nullable GateSpec gate, RolloutRef rollout) {
        return gate == null
                ? null
                : new GateSpec(
                        rollout,
                        gate.onPass(),
                        gate.onFail(),
                        gate.onInconclusive(),
                        gate.timeout(),
                        gate.load(),
                        gate.rounds());
    }

    /** Its certificate still has the name of the Service in front of all revisions. */
    private static TargetSpec side(TargetSpec target, String name, String namespace) {
        var service = target.service();
        return service == null ? target : target.at(service.named(name), service.name() + "." + namespace + ".svc");
    }
}
