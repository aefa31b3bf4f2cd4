package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Deployment and its revisions.
 *
 * @param deployment as it is now
 * @param revisions its ReplicaSets, the latest first
 */
public record DeploymentView(Deployment deployment, List<Revision> revisions) {
    private static final String HASH = "pod-template-hash";
    private static final String NUMBER = "deployment.kubernetes.io/revision";

    /** Takes a Deployment and ReplicaSets, of which others than its own are left out. */
    public static DeploymentView of(Deployment deployment, List<ReplicaSet> replicaSets) {
        return new DeploymentView(
                deployment,
                replicaSets.stream()
                        .filter(set -> set.hasOwnerReferenceFor(deployment))
                        .map(Revision::new)
                        .sorted(Comparator.comparingLong(Revision::number).reversed())
                        .toList());
    }

    /** A revision of the Deployment. */
    public record Revision(ReplicaSet set) {
        /** Its pod-template hash. */
        public String hash() {
            return Objects.requireNonNullElse(set.getMetadata().getLabels().get(HASH), "");
        }

        /** How many revisions the Deployment had when this one was rolled out last; 0 for none said. */
        public long number() {
            var annotations = set.getMetadata().getAnnotations();
            var text = annotations == null ? null : annotations.get(NUMBER);
            return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
        }

        /** How many pods it shall have. */
        public int wanted() {
            return Objects.requireNonNullElse(set.getSpec().getReplicas(), 0);
        }

        /** How many pods it has. */
        public int pods() {
            return set.getStatus() == null
                    ? 0
                    : Objects.requireNonNullElse(set.getStatus().getReplicas(), 0);
        }

        boolean isReady() {
            return set.getStatus() != null
                    && Objects.requireNonNullElse(set.getStatus().getReadyReplicas(), 0) > 0;
        }

        /** The template, as the Deployment had it. */
        public PodTemplateSpec template() {
            var template = new PodTemplateSpecBuilder(set.getSpec().getTemplate()).build();
            template.getMetadata().getLabels().remove(HASH);
            return template;
        }
    }

    /** Whether Kubernetes has acted on the spec as it is. */
    public boolean isObserved() {
        var status = deployment.getStatus();
        return status != null
                && Objects.requireNonNullElse(status.getObservedGeneration(), 0L)
                        >= deployment.getMetadata().getGeneration();
    }

    public boolean isPaused() {
        return Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }

    /** The run that it is held for; empty when it is not held. */
    public Optional<String> heldFor() {
        return annotation(Api.HELD_ANNOTATION);
    }

    /** The revision that the Deployment's template is; empty while Kubernetes has made none of it. */
    public Optional<Revision> current() {
        var template = deployment.getSpec().getTemplate();
        return revisions.stream()
                .filter(revision -> sameTemplate(revision.template(), template))
                .findFirst();
    }

    /** Whether no other revision was rolled out after this one. */
    public boolean isLatest(Revision revision) {
        return revisions.stream().allMatch(other -> other.number() <= revision.number());
    }

    /** Other revisions than this one that have pods, the latest first. */
    public Stream<Revision> othersWithPods(Revision than) {
        return revisions.stream().filter(other -> !other.hash().equals(than.hash()) && other.wanted() > 0);
    }

    /** The revision with this hash. */
    public Optional<Revision> revision(String hash) {
        return revisions.stream()
                .filter(revision -> revision.hash().equals(hash))
                .findFirst();
    }

    /** Whether the spec says that pods go before others are there to be compared with. */
    public boolean recreates() {
        var strategy = deployment.getSpec().getStrategy();
        return strategy != null && "Recreate".equals(strategy.getType());
    }

    private Optional<String> annotation(String name) {
        return Optional.ofNullable(deployment.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    private static boolean sameTemplate(PodTemplateSpec one, PodTemplateSpec other) {
        return Objects.equals(one.getSpec(), other.getSpec())
                && Objects.equals(
                        one.getMetadata().getLabels(), other.getMetadata().getLabels())
                && Objects.equals(annotations(one), annotations(other));
    }

    private static Map<String, String> annotations(PodTemplateSpec template) {
        return Objects.requireNonNullElse(template.getMetadata().getAnnotations(), Map.of());
    }
}
