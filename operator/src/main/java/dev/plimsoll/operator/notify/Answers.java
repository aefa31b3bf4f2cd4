package dev.plimsoll.operator.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What answers of receivers mean. */
final class Answers {
    static final int READ_BYTES = 512;

    private static final int SHOWN = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Slack's words: {@code no_service}, {@code channel_is_archived}. */
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Answers() {}

    /**
     * An answer.
     *
     * @param retryAfter the header, if there is one
     * @param body its begin
     */
    record Answer(int status, @Nullable String retryAfter, String body) {}

    /**
     * What it means.
     *
     * @param open whether everybody may know where it came from: it may repeat the URL
     * @param now to count from when it names an instant
     */
    static Outcome outcome(Answer answer, boolean open, Instant now) {
        int hundreds = answer.status() / 100;
        if (hundreds == 2) {
            return new Outcome.Delivered();
        }
        var why = "answered " + answer.status() + said(answer.body().strip(), open);
        if (hundreds == 3) {
            return new Outcome.Refused(why + ", a redirect, which is not followed; configure the URL that it leads to");
        }
        boolean later = hundreds != 4 || answer.status() == REQUEST_TIMEOUT || answer.status() == TOO_MANY_REQUESTS;
        return later ? new Outcome.Undelivered(why, retryAfter(answer.retryAfter(), now)) : new Outcome.Refused(why);
    }

    private static String said(String body, boolean open) {
        if (body.isEmpty() || !(open || WORD.matcher(body).matches())) {
            return "";
        }
        var line = body.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return ": " + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…");
    }

    /** Seconds, or a date. */
    private static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        if (SECONDS.matcher(header.strip()).matches()) {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        }
        try {
            var wait = Duration.between(
                    now,
                    ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? null : wait;
        } catch (DateTimeException _) {
            return null; // no known form: as if it were not there
        }
    }
}
