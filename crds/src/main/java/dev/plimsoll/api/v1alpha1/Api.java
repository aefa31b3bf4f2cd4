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

    /** Label on everything that belongs to a LoadTest: its name. */
    public static final String LOAD_TEST_LABEL = "plimsoll.dev/loadtest";

    /** Label on everything that belongs to a LoadTestRun: its name. */
    public static final String RUN_LABEL = "plimsoll.dev/loadtestrun";

    private Api() {}
}
