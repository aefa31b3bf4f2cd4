package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.Api;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a Rollout of Argo Rollouts says about itself.
 *
 * @param rollout as it is now
 * @param spec the same as a tree
 * @param status the same as a tree
 */
public record RolloutView(Rollout rollout, JsonNode spec, JsonNode status) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVISION = "rollout.argoproj.io/revision";

    /** Pauses that somebody has to end. */
    private static final Set<String> HOLDING = Set.of("CanaryPauseStep", "InconclusiveAnalysisRun", "BlueGreenPause");

    /** Where a Rollout with strategy blueGreen waits; one with strategy canary waits at a step, by its index. */
    private static final String BLUE_GREEN = "blueGreen";

    /** Takes a Rollout. */
    public static RolloutView of(Rollout rollout) {
        return new RolloutView(rollout, JSON.valueToTree(rollout.getSpec()), JSON.valueToTree(rollout.getStatus()));
    }

    public String name() {
        return rollout.getMetadata().getName();
    }

    /** Whether its controller has acted on the spec as it is. It writes the generation as text. */
    public boolean isObserved() {
        var observed = status.path("observedGeneration").asText();
        return observed.matches("[0-9]{1,18}")
                && Long.parseLong(observed) >= rollout.getMetadata().getGeneration();
    }

    /** Pod-template hash of the new revision; empty while there is none. */
    public String current() {
        return status.path("currentPodHash").asText();
    }

    /** Pod-template hash of what serves; empty before the first revision does. */
    public String stable() {
        return status.path("stableRS").asText();
    }

    /** Whether a new revision is on its way beside one that serves. */
    public boolean isUnderWay() {
        return !current().isEmpty() && !stable().isEmpty() && !current().equals(stable());
    }

    public boolean isAborted() {
        return status.path("abort").asBoolean();
    }

    /** Whether somebody, or a gate, stopped it as a whole. */
    public boolean isPaused() {
        return spec.path("paused").asBoolean();
    }

    /** The run whose verdict stopped it; empty when somebody else did, or nobody. */
    public Optional<String> heldFor() {
        return annotation(Api.HELD_ANNOTATION);
    }

    /** Whether it waits at a step, or before it switches over, until somebody lets it go on. */
    public boolean isHeld() {
        return pauses().anyMatch(HOLDING::contains);
    }

    /** Whether it waits because an analysis at a step said neither yes nor no. */
    boolean isInconclusive() {
        return isCanary()
                && pauses().findAny().isPresent()
                && status.path("controllerPause").asBoolean()
                && status.at("/canary/currentStepAnalysisRunStatus/status")
                        .asText()
                        .equals("Inconclusive");
    }

    /** Whether its controller has anything to forget before it goes on. */
    boolean hasPauses() {
        return pauses().findAny().isPresent();
    }

    /** Where it is: the index of a step, or {@code blueGreen}. */
    public String place() {
        return isCanary() ? String.valueOf(step()) : BLUE_GREEN;
    }

    /** After the step at which it is. */
    int nextStep() {
        return Math.min(step() + 1, spec.at("/strategy/canary/steps").size());
    }

    /** How long the pause takes that it is in, where it ends by itself; empty where somebody ends it. */
    public Optional<String> endsAfter() {
        var duration = isCanary()
                ? spec.at("/strategy/canary/steps").path(step()).at("/pause/duration")
                : spec.at("/strategy/blueGreen/autoPromotionSeconds");
        boolean bySomebody = duration.isMissingNode()
                || duration.isNull()
                || (!isCanary()
                        && !spec.at("/strategy/blueGreen/autoPromotionEnabled").asBoolean(true));
        return bySomebody ? Optional.empty() : Optional.of(duration.isNumber() ? duration + "s" : duration.asText());
    }

    /** Whether there is any place on its way at which it waits. */
    boolean waitsSomewhere() {
        var blueGreen = spec.at("/strategy/blueGreen");
        return isCanary()
                ? StreamSupport.stream(spec.at("/strategy/canary/steps").spliterator(), false)
                        .anyMatch(step -> step.has("pause"))
                : !blueGreen.path("autoPromotionEnabled").asBoolean(true)
                        || blueGreen.path("autoPromotionSeconds").asInt() > 0;
    }

    /** Pods of the new revision. */
    public int newPods() {
        return status.path("updatedReplicas").asInt();
    }

    /** How many revisions the Rollout had when this one was rolled out last, at least 1. */
    public long attempt() {
        return annotation(REVISION)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> Math.max(1, Long.parseLong(text)))
                .orElse(1L);
    }

    private Optional<String> annotation(String name) {
        return Optional.ofNullable(rollout.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    private boolean isCanary() {
        return spec.at("/strategy/blueGreen").isMissingNode();
    }

    private int step() {
        return status.path("currentStepIndex").asInt();
    }

    private Stream<String> pauses() {
        return StreamSupport.stream(status.path("pauseConditions").spliterator(), false)
                .map(pause -> pause.path("reason").asText());
    }
}
