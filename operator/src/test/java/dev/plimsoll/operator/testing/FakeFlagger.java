package dev.plimsoll.operator.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls webhooks in the order in which Flagger 1.44.0 does for one canary whose metrics are always well: each look is
 * one turn of its {@code advanceCanary}, with the bodies that its {@code CallWebhook} writes.
 */
public final class FakeFlagger {
    private static final int STEP_WEIGHT = 25;
    private static final int MAX_WEIGHT = 50;
    private static final int THRESHOLD = 2;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final GateCaller caller;
    private final String canary;
    private final String metadata;
    private final List<String> calls = new ArrayList<>();
    private Phase phase = Phase.Initialized;
    private String target;
    private String applied;
    private int weight;
    private int failedChecks;
    private int repetitions = 1;

    /** Phases of a Canary. */
    public enum Phase {
        Initialized,
        Waiting,
        Progressing,
        WaitingPromotion,
        Promoting,
        Finalising,
        Succeeded,
        Failed
    }

    /**
     * @param checksum of the revision that is there already
     * @param token in the metadata of each webhook
     */
    public FakeFlagger(GateCaller caller, String canary, String checksum, String token) {
        this.caller = caller;
        this.canary = canary;
        this.target = checksum;
        this.applied = checksum;
        this.metadata = "{\"token\":" + GateCaller.text(token) + "}";
    }

    /** The Deployment gets another revision. */
    public void deploy(String checksum) {
        target = checksum;
    }

    /** From now on each call is sent so often; only the last answer is heard. */
    public void repeat(int times) {
        repetitions = times;
    }

    public Phase phase() {
        return phase;
    }

    public int weight() {
        return weight;
    }

    /** What was called since the last time somebody asked, with the answer: {@code pre-rollout 200}. */
    public List<String> calls() {
        var since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    /** Looks until the canary is in this phase, at most so often. */
    public void lookUntil(Phase expected, int times) {
        for (int i = 0; i < times && phase != expected; i++) {
            look();
        }
        if (phase != expected) {
            throw new AssertionError("the canary is " + phase + " and not " + expected + " after " + calls);
        }
    }

    /** One turn. */
    public void look() {
        switch (phase) {
            case Initialized, Waiting, Succeeded, Failed -> begin();
            case Progressing, WaitingPromotion -> advance();
            case Promoting -> phase = Phase.Finalising;
            case Finalising -> {
                phase = Phase.Succeeded;
                call("post-rollout", phase);
            }
        }
    }

    private void begin() {
        if (phase != Phase.Waiting && target.equals(applied)) {
            return;
        }
        if (!call("confirm-rollout", phase)) {
            phase = Phase.Waiting;
            return;
        }
        call("event", Phase.Progressing);
        restart();
    }

    private void restart() {
        applied = target;
        phase = Phase.Progressing;
        weight = 0;
        failedChecks = 0;
    }

    private void advance() {
        if (!target.equals(applied)) {
            restart();
        } else if (call("rollback", phase) || failedChecks >= THRESHOLD) {
            phase = Phase.Failed;
            weight = 0;
            call("post-rollout", phase);
        } else if (!call(weight == 0 ? "pre-rollout" : "rollout", Phase.Progressing)) {
            failedChecks++;
        } else if (phase == Phase.WaitingPromotion || call("confirm-traffic-increase", Phase.Progressing)) {
            increaseOrPromote();
        }
    }

    private void increaseOrPromote() {
        if (weight < MAX_WEIGHT) {
            weight += STEP_WEIGHT;
        } else {
            phase = call("confirm-promotion", Phase.Progressing) ? Phase.Promoting : Phase.WaitingPromotion;
        }
    }

    /** The metrics of the canary are bad: it goes back whatever the gate says. */
    public void rollBack() {
        phase = Phase.Failed;
        weight = 0;
        call("post-rollout", phase);
    }

    private boolean call(String hook, Phase told) {
        int status = 0;
        for (int i = 0; i < repetitions; i++) {
            status = caller.post("/flagger/" + hook, body(hook, told)).status();
            calls.add(hook + " " + status);
        }
        return status >= OK && status <= ACCEPTED;
    }

    private String body(String hook, Phase told) {
        var more = hook.equals("event")
                ? "{\"eventMessage\":\"New revision detected! Scaling up %s.%s\",\"eventType\":\"Normal\",\"timestamp\":\"1767225600000\","
                                .formatted(canary, FakeCluster.NAMESPACE)
                        + metadata.substring(1)
                : metadata;
        return "{\"name\":\"%s\",\"namespace\":\"%s\",\"phase\":\"%s\",\"checksum\":\"%s\",\"metadata\":%s}"
                .formatted(canary, FakeCluster.NAMESPACE, told, applied, more);
    }
}
