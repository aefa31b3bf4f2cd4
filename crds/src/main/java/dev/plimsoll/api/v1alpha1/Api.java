package dev.plimsoll.api.v1alpha1;

/** Names that users and other programs meet in YAML. */
public final class Api {
    public static final String GROUP = "plimsoll.dev";
    public static final String VERSION = "v1alpha1";

    /** Annotation on a LoadTest: a new value runs it again. */
    public static final String RUN_ANNOTATION = "plimsoll.dev/run";

    /** Annotation on a LoadTest or LoadTestRun: why something else shall be done than the verdict says. */
    public static final String OVERRIDE_ANNOTATION = "plimsoll.dev/override";

    /** Annotation beside {@link #OVERRIDE_ANNOTATION}: until when, RFC 3339. */
    public static final String OVERRIDE_UNTIL_ANNOTATION = "plimsoll.dev/override-until";

    /** Annotation on a LoadTestRun that the operator created: what made it, so that the same cause runs once. */
    public static final String TRIGGER_ANNOTATION = "plimsoll.dev/trigger";

    /** Annotation on a Deployment: name of the LoadTest that gates it. */
    public static final String GATE_ANNOTATION = "plimsoll.dev/gate";

    /** Annotation on a Deployment or Rollout that Plimsoll paused: the LoadTestRun whose verdict it waits for. */
    public static final String HELD_ANNOTATION = "plimsoll.dev/held";

    /** Annotation on a LoadTestRun whose verdict a Rollout waits for: at which of its steps, or {@code blueGreen}. */
    public static final String WAITS_ANNOTATION = "plimsoll.dev/waits-at";

    /** Annotation on a LoadTestRun: the newer revision that made its own one beside the point. */
    public static final String SUPERSEDED_ANNOTATION = "plimsoll.dev/superseded-by";

    /** Annotation on a LoadTestRun: how the rollout of its revision ended; the next one is judged anew. */
    public static final String CLOSED_ANNOTATION = "plimsoll.dev/closed";

    /**
     * Annotation on a LoadTestRun, a LoadTest, a Namespace, or for the whole cluster on the operator's own Namespace:
     * why all load there ends at once, and none begins as long as it stands.
     */
    public static final String STOP_ANNOTATION = "plimsoll.dev/stop";

    /** Label on a LoadTestRun that is a gate: the name of what it gates. */
    public static final String ROLLOUT_LABEL = "plimsoll.dev/rollout";

    /** Label on a LoadTestRun that is a gate: the revision. */
    public static final String REVISION_LABEL = "plimsoll.dev/revision";

    /** Label on everything that belongs to a LoadTest: its name. */
    public static final String LOAD_TEST_LABEL = "plimsoll.dev/loadtest";

    /** Label on everything that belongs to a LoadTestRun: its name. */
    public static final String RUN_LABEL = "plimsoll.dev/loadtestrun";

    private Api() {}
}
