package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec.Overrides;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.job.RunNames;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs of a LoadTest: they keep a copy of its spec, and go when it goes. */
final class FrozenRun {
    private FrozenRun() {}

    /** Whether the run has its spec and its owner. */
    static boolean isFrozen(LoadTestRun run) {
        return run.getSpec().test() != null && ownedBy(run).isPresent();
    }

    /** UID of the LoadTest that owns the run. */
    static Optional<String> ownedBy(LoadTestRun run) {
        return Stream.ofNullable(run.getMetadata().getOwnerReferences())
                .flatMap(List::stream)
                .filter(owner -> owner.getApiVersion().startsWith(Api.GROUP + "/"))
                .map(OwnerReference::getUid)
                .findFirst();
    }

    /** Whether it is a run of this LoadTest, and not of an earlier one of the same name. */
    static boolean isOf(LoadTest test, LoadTestRun run) {
        return run.getMetadata().getNamespace().equals(test.getMetadata().getNamespace())
                && ownedBy(run)
                        .map(owner -> owner.equals(test.getMetadata().getUid()))
                        .orElseGet(() -> test.getMetadata()
                                .getName()
                                .equals(run.getSpec().loadTest()));
    }

    /** A new run of a LoadTest as it is now; it gates nothing. */
    static LoadTestRun create(LoadTest test, String name, String trigger) {
        var run = owned(test, test.getMetadata().getNamespace(), name);
        run.getMetadata().setAnnotations(Map.of(Api.TRIGGER_ANNOTATION, trigger));
        run.setSpec(new LoadTestRunSpec(
                test.getMetadata().getName(), null, test.getSpec().gating(null), null));
        return run;
    }

    /** The fields that a run made by hand still needs, to be merged into it. */
    static LoadTestRun of(LoadTestRun run, LoadTest test) {
        var frozen =
                owned(test, run.getMetadata().getNamespace(), run.getMetadata().getName());
        var spec = run.getSpec().test();
        var missing = spec == null ? overridden(base(run, test), run.getSpec().overrides()) : null;
        var revision = run.getSpec().revision();
        if (revision != null) {
            frozen.getMetadata().setLabels(GatedRuns.labels(test.getMetadata().getName(), revision));
        }
        frozen.getMetadata().setOwnerReferences(owners(run, frozen));
        // a run that was deleted a moment ago is not created again
        frozen.getMetadata().setUid(run.getMetadata().getUid());
        frozen.setSpec(new LoadTestRunSpec(null, null, missing, null));
        return frozen;
    }

    private static LoadTestSpec base(LoadTestRun run, LoadTest test) {
        var revision = run.getSpec().revision();
        var once = test.getSpec().once();
        return revision == null
                ? once.gating(null)
                : GatedRuns.test(run.getMetadata(), test.getMetadata().getName(), once, revision);
    }

    /** Whoever made the run owns it too; only one of them can be its controller. */
    private static List<OwnerReference> owners(LoadTestRun run, LoadTestRun frozen) {
        var there = Stream.ofNullable(run.getMetadata().getOwnerReferences())
                .flatMap(List::stream)
                .filter(owner -> !owner.getApiVersion().startsWith(Api.GROUP + "/"))
                .toList();
        boolean controlled = there.stream().anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
        var ours = frozen.getMetadata().getOwnerReferences().stream()
                .map(owner -> owner.edit().withController(!controlled).build());
        return Stream.concat(there.stream(), ours).toList();
    }

    static LoadTestSpec overridden(LoadTestSpec spec, @Nullable Overrides overrides) {
        if (overrides == null) {
            return spec;
        }
        return new LoadTestSpec(
                otherTarget(overrides) ? overrides.target() : spec.target(),
                otherTarget(overrides) ? overrides.comparison() : spec.comparison(),
                otherLoad(overrides) ? overrides.load() : spec.load(),
                otherLoad(overrides) ? overrides.phases() : spec.phases(),
                spec.scenarios(),
                spec.data(),
                Objects.requireNonNullElse(overrides.runners(), spec.runners()),
                overrides.budgets() == null ? spec.budgets() : overrides.budgets(),
                spec.abort(),
                spec.gate(),
                spec.schedule(),
                spec.history(),
                spec.notifications());
    }

    /** A target replaces a comparison, and a comparison replaces a target: there cannot be both. */
    private static boolean otherTarget(Overrides overrides) {
        return overrides.target() != null || overrides.comparison() != null;
    }

    /** A load replaces phases, and phases replace a load: there cannot be both. */
    private static boolean otherLoad(Overrides overrides) {
        return overrides.load() != null || overrides.phases() != null;
    }

    private static LoadTestRun owned(LoadTest test, String namespace, String name) {
        var run = new LoadTestRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(Map.of(
                        Api.LOAD_TEST_LABEL, RunNames.label(test.getMetadata().getName())))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(test.getApiVersion())
                        .withKind(test.getKind())
                        .withName(test.getMetadata().getName())
                        .withUid(test.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build());
        return run;
    }
}
