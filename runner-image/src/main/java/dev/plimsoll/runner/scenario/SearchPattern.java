package dev.plimsoll.runner.scenario;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is looked for in a text.
 *
 * <p>Some expressions take longer than a run for some texts: {@code (a+)+b}, say. The loop that sends must not stand
 * still for them, so a search ends without a find after ten million steps, some tens of milliseconds, or when it nests
 * too deep. Such an expression still makes the generator late; the lag shows it.
 */
final class SearchPattern {
    private static final int MOST_STEPS = 10_000_000;

    private final Pattern pattern;

    private SearchPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is none
     */
    static SearchPattern of(String expression) {
        try {
            return new SearchPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression: " + e.getDescription() + " at character "
                            + (e.getIndex() + 1),
                    e);
        }
    }

    /** What its first group matched, or the whole where there is no group; null when it is not found. */
    @Nullable
    String find(String text) {
        try {
            var matcher = pattern.matcher(new LimitedText(text));
            return matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
        } catch (TooManyStepsException | StackOverflowError e) {
            return null;
        }
    }

    /** Whether it is found. */
    boolean isIn(String text) {
        try {
            return pattern.matcher(new LimitedText(text)).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    /** Whether it matches the whole. */
    boolean matches(String text) {
        try {
            return pattern.matcher(new LimitedText(text)).matches();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    /** A text that can be looked at so many times. */
    private static final class LimitedText implements CharSequence {
        private final String text;
        private int left = MOST_STEPS;

        LimitedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("a search took too many steps", null, false, false);
        }
    }
}
