package dev.plimsoll.cli.show;

import dev.plimsoll.engine.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;

/** How many checks were made, and which failed most. */
final class ChecksText {
    private static final int MOST = 10;

    private ChecksText() {}

    /** A check of a step, {@code buy/cart}, and how often it failed. */
    record Failed(String step, String check, long times) {}

    /** A line with the sum, and one for each of the worst. */
    static List<String> lines(long made, long failures, List<Failed> failed) {
        var lines = new ArrayList<String>();
        lines.add("Checks: %s made, %s failed".formatted(Numbers.grouped(made), Numbers.grouped(failures)));
        failed.stream()
                .limit(MOST)
                .map(check -> "  %s: %s failed %s"
                        .formatted(check.step(), check.check(), Numbers.counted(check.times(), "time")))
                .forEach(lines::add);
        if (failed.size() > MOST) {
            lines.add("  and " + Numbers.counted(failed.size() - MOST, "check") + " more; result.json has all");
        }
        return lines;
    }
}
