package dev.plimsoll.engine.limit;

/**
 * What a plan asks for, and may not have.
 *
 * @param kind of rule that it breaks
 * @param field what asks for it, in the words of a LoadTest's spec, such as {@code comparison.candidate}
 * @param value what is asked for
 * @param rule that forbids it, in the words of the site's configuration, such as
 *     {@code limits.namespaces[shop].maxRate}
 * @param remedy why, and what to do
 */
public record Breach(Kind kind, String field, String value, String rule, String remedy) {

    /** What is forbidden. */
    public enum Kind {
        /** So much load. */
        RATE("RateNotAllowed"),
        /** Load there. */
        TARGET("TargetNotAllowed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The stable word for status fields and logs. */
        public String word() {
            return word;
        }
    }

    /** Field, value and remedy, as of any other mistake in a spec. */
    public String message() {
        return "spec." + field + ": \"" + value + "\": " + remedy;
    }
}
