package dev.plimsoll.operator.job;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of a run's objects, and label values, from names that may be longer than those may be. */
public final class RunNames {
    /** The result of a run is named after it, and no name has more than 253 characters. */
    public static final int LONGEST_RUN = 240;

    /** A Job's name is part of its pods' host names, which are DNS labels: 63 characters with the pod's index. */
    private static final int LONGEST_JOB_NAME = 52;

    private static final int LONGEST_LABEL = 63;
    private static final int DIGEST_LENGTH = 8;

    private static final Pattern VALID_LABEL = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern INVALID = Pattern.compile("^[^a-z0-9]+|[^a-z0-9.-]|[^a-z0-9]+$");

    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    private RunNames() {}

    /** Name of the Job of a run. */
    public static String job(String run) {
        return shortened(run, LONGEST_JOB_NAME);
    }

    /**
     * Name of the Secret with the token of a run. It has a part of the run's UID, so that what has this name is the
     * run's own: it can be created without a look at what is there.
     */
    static String tokenSecret(ObjectMeta run) {
        return job(run.getName()) + "-token-" + digest(run.getUid());
    }

    /** Name of the NetworkPolicy of a run, the run's own like its {@link #tokenSecret}. */
    static String networkPolicy(ObjectMeta run) {
        return job(run.getName()) + "-" + digest(run.getUid());
    }

    /** Name of the Secret with the token that opens the gate of a LoadTest. */
    public static String gateSecret(String loadTest) {
        return job(loadTest) + "-gate";
    }

    /** Name of the run with this number of a LoadTest. */
    public static String run(String loadTest, int number) {
        var suffix = "-" + number;
        return shortened(loadTest, LONGEST_JOB_NAME - suffix.length()) + suffix;
    }

    /**
     * Name of the run that starts when a LoadTest is due. It follows from that time, in UTC, so that nobody can start
     * two.
     */
    public static String due(String loadTest, Instant time) {
        var suffix = "-" + DUE.format(time);
        return shortened(loadTest, LONGEST_JOB_NAME - suffix.length()) + suffix;
    }

    /** Name of the run that judges a revision of what a LoadTest gates, when it is rolled out for the nth time. */
    public static String gated(String loadTest, String revision, long attempt) {
        var suffix = "-" + attempt;
        return shortened(loadTest + "-" + label(lowered(revision)), LONGEST_JOB_NAME - suffix.length()) + suffix;
    }

    /** Any text as the value of a label. */
    public static String labelOf(String text) {
        return label(VALID_LABEL.matcher(text).matches() ? text : lowered(text));
    }

    /** As much of a text as a name can have; what was lost stands in a digest. */
    private static String lowered(String text) {
        var valid = INVALID.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
        return valid.equals(text) ? text : "r" + valid + "-" + digest(text);
    }

    /** A resource's name as the value of a label. */
    public static String label(String name) {
        return shortened(name, LONGEST_LABEL);
    }

    /** The name itself where it fits; otherwise its begin and a digest that tells it from others. */
    private static String shortened(String name, int longest) {
        if (name.length() <= longest && name.indexOf('.') < 0) {
            return name;
        }
        int keep = Math.min(name.length(), longest - DIGEST_LENGTH - 1);
        return name.substring(0, keep).replace('.', '-') + "-" + digest(name);
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
