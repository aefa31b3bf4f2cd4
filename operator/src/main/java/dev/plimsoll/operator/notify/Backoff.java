package dev.plimsoll.operator.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: after 5 s, then twice as long each time up to 10 min, each between half of it and the whole, so
 * that many who failed at once do not come back at once. After an hour at most it is given up.
 */
public final class Backoff {
    static final int MOST_ATTEMPTS = 13;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Whoever wants to be left alone for longer is asked again nevertheless. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait; empty when it was tried often enough.
     *
     * @param attempts how often it was tried
     * @param notBefore what the receiver asked for
     */
    Optional<Duration> after(int attempts, @Nullable Duration notBefore) {
        if (attempts >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempts - 1, 20));
        var wait = Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
        if (notBefore == null || notBefore.compareTo(wait) <= 0) {
            return Optional.of(wait);
        }
        // the jitter on top: all who were turned away were told the same instant
        var asked = notBefore.compareTo(LONGEST_ASKED_FOR) < 0 ? notBefore : LONGEST_ASKED_FOR;
        return Optional.of(asked.plusMillis(random.nextLong(FIRST.toMillis())));
    }
}
