package dev.plimsoll.bench.oracle;

import java.util.List;

/** All that decides when the oracle answers. */
public record Script(DelayLaw law, Stalls stalls, long seed) {
    private static final int WORDS = 6;

    /** When a request is answered that arrives at an instant; both since the oracle's first arrival. */
    public long replyAt(long arrival, long delay) {
        return stalls.after(arrival + delay);
    }

    /** As arguments of the oracle's process. */
    public List<String> words() {
        return List.of(
                Long.toString(law.medianNanos()),
                Double.toString(law.sigma()),
                Long.toString(stalls.firstNanos()),
                Long.toString(stalls.periodNanos()),
                Long.toString(stalls.lengthNanos()),
                Long.toString(seed));
    }

    /** Reads {@link #words}. */
    public static Script of(List<String> words) {
        if (words.size() != WORDS) {
            throw new IllegalArgumentException("a script has " + WORDS + " words: " + words);
        }
        var numbers = words.iterator();
        return new Script(
                new DelayLaw(Long.parseLong(numbers.next()), Double.parseDouble(numbers.next())),
                new Stalls(
                        Long.parseLong(numbers.next()), Long.parseLong(numbers.next()), Long.parseLong(numbers.next())),
                Long.parseLong(numbers.next()));
    }
}
