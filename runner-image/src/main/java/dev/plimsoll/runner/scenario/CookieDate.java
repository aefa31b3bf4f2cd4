package dev.plimsoll.runner.scenario;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The date at which a cookie expires, as lenient as RFC 6265, 5.1.1 wants it read. */
final class CookieDate {
    private static final Pattern TIME = Pattern.compile("(?<![0-9:])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?![0-9:])");
    private static final Pattern DAY = Pattern.compile("(?<![0-9:])([0-9]{1,2})(?![0-9:])");
    private static final Pattern MONTH = Pattern.compile("(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)");
    private static final Pattern YEAR = Pattern.compile("(?<![0-9:])([0-9]{4})(?![0-9:])");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int CENTURY_ENDS = 70;

    private CookieDate() {}

    /** Milliseconds since 1970; null when the text is no date. */
    static @Nullable Long parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var time = first(TIME, lower);
        var month = first(MONTH, lower);
        var days = DAY.matcher(lower).results().toList();
        var year = year(lower, days);
        if (time == null || month == null || days.isEmpty() || year < 0) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            year,
                            MONTHS.indexOf(month.group(1)) + 1,
                            Integer.parseInt(days.getFirst().group(1)),
                            Integer.parseInt(time.group(1)),
                            Integer.parseInt(time.group(2)),
                            Integer.parseInt(time.group(3)))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Four digits, or the second number of two. */
    private static int year(String text, List<MatchResult> pairs) {
        var four = first(YEAR, text);
        if (four != null) {
            return Integer.parseInt(four.group(1));
        }
        if (pairs.size() < 2) {
            return -1;
        }
        int two = Integer.parseInt(pairs.get(1).group(1));
        return two < CENTURY_ENDS ? 2000 + two : 1900 + two;
    }

    private static @Nullable MatchResult first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.toMatchResult() : null;
    }
}
