package dev.plimsoll.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.operator.testing.Resources;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatedRunsTest {
    private static final RolloutRef DEPLOYMENT = new RolloutRef(Kind.Deployment, "checkout");
    private static final ObjectMeta RUN = new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("checkout-v2-2")
            .build();

    private static LoadTestSpec spec(String target, String gate) {
        return Resources.loadTest("spec: {" + target + ", load: {smoke: {}}, scenarios: [], gate: " + gate + "}")
                .getSpec();
    }

    private static RevisionSpec revision(@Nullable RolloutRef rollout, String name, @Nullable String baseline) {
        return new RevisionSpec(rollout, name, baseline, 2L);
    }

    @Test
    void shouldNameTheRunAfterWhatItJudges() {
        assertThat(GatedRuns.name("checkout", revision(DEPLOYMENT, "7d9f8c6b5d", "v1")))
                .isEqualTo("checkout-7d9f8c6b5d-2");
    }

    @Test
    void shouldGiveOtherRevisionsOtherNamesHoweverTheyAreWritten() {
        assertThat(GatedRuns.name("checkout", revision(null, "Feature/A", null)))
                .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
                .isNotEqualTo(GatedRuns.name("checkout", revision(null, "feature/a", null)))
                .isNotEqualTo(GatedRuns.name("checkout", revision(null, "feature-a", null)));
    }

    @Test
    void shouldLeaveRoomForWhatBelongsToTheRunInItsName() {
        var name = GatedRuns.name("a".repeat(60), revision(null, "b".repeat(200), null));
        assertThat(RevisionServices.candidate(name)).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void shouldCompareBothRevisionsOfADeployment() {
        var test = GatedRuns.test(
                RUN,
                "checkout",
                spec("target: {service: {name: checkout, port: 80}}", "{rounds: {min: 5, max: 9}}"),
                revision(DEPLOYMENT, "v2", "v1"));
        var comparison = Objects.requireNonNull(test.comparison());
        assertThat(test.target()).isNull();
        assertThat(Objects.requireNonNull(comparison.baseline().service()).name())
                .isEqualTo("checkout-v2-2-old");
        assertThat(Objects.requireNonNull(comparison.candidate().service()).name())
                .isEqualTo("checkout-v2-2-new");
        assertThat(comparison.rounds().max()).isEqualTo(9);
        assertThat(Objects.requireNonNull(test.gate()).rollout()).isEqualTo(DEPLOYMENT);
    }

    @Test
    void shouldExpectTheCertificateOfTheServiceInFront() {
        var test = GatedRuns.test(
                RUN,
                "checkout",
                spec("target: {service: {name: checkout, port: 443, scheme: https}}", "{}"),
                revision(DEPLOYMENT, "v2", "v1"));
        var candidate = Objects.requireNonNull(test.comparison()).candidate();
        assertThat(Objects.requireNonNull(candidate.tls()).serverName()).isEqualTo("checkout.shop.svc");
    }

    @Test
    void shouldSendToTheTargetWhereNobodyKnowsTheOldRevision() {
        var test =
                GatedRuns.test(RUN, "checkout", spec("target: {url: 'http://a'}", "{}"), revision(null, "abc", null));
        assertThat(test.comparison()).isNull();
        assertThat(Objects.requireNonNull(test.gate()).rollout()).isEqualTo(new RolloutRef(Kind.Other, "checkout"));
    }

    @Test
    void shouldKeepAComparisonThatTheLoadTestSays() {
        var spec = spec("comparison: {baseline: {url: 'http://a'}, candidate: {url: 'http://b'}}", "{}");
        assertThat(GatedRuns.test(RUN, "checkout", spec, revision(DEPLOYMENT, "v2", "v1"))
                        .comparison())
                .isEqualTo(spec.comparison());
    }

    @Test
    void shouldJudgeForNobodyElseThanItsGateNames() {
        var spec = spec("target: {url: 'http://a'}", "{rollout: {kind: Deployment, name: checkout}}");
        assertThat(GatedRuns.refusal("t", spec, revision(DEPLOYMENT, "v2", "v1")))
                .isEmpty();
        assertThat(GatedRuns.refusal("t", spec, revision(new RolloutRef(Kind.Canary, "checkout"), "v2", "v1")))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("LoadTest t gates Deployment/checkout and nothing else, so it does not judge"
                                + " Canary/checkout"));
        assertThat(GatedRuns.refusal("t", spec.gating(null), revision(null, "v2", null)))
                .hasValueSatisfying(why -> assertThat(why).contains("has no gate", "give it gate: {}"));
    }

    @Test
    void shouldNotCompareTheTargetWithItselfWhenNobodySaysWhichRevisionIsTheOldOne() {
        var target = spec("target: {service: {name: checkout, port: 80}}", "{}");
        var comparison = spec("comparison: {baseline: {url: 'http://a'}, candidate: {url: 'http://b'}}", "{}");
        var rollout = new RolloutRef(Kind.Rollout, "checkout");

        assertThat(GatedRuns.refusal("t", target, revision(rollout, "v2", null)))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("Rollout/checkout", "with itself", "give baseline"));
        assertThat(GatedRuns.refusal("t", target, revision(rollout, "v2", "v1")))
                .isEmpty();
        assertThat(GatedRuns.refusal("t", comparison, revision(rollout, "v2", null)))
                .isEmpty();
        assertThat(GatedRuns.refusal("t", target, revision(null, "v2", null))).isEmpty();
    }
}
