package dev.plimsoll.operator.trend;

import dev.plimsoll.engine.trend.ChangePoint;
import dev.plimsoll.engine.trend.Trend;
import dev.plimsoll.operator.trend.TrendSeries.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A change point of which nobody was told yet.
 *
 * @param objective whose
 * @param change the change
 */
public record News(ObjectiveTrend objective, ChangePoint change) {
    /** Reason of the event that tells of it. */
    public static final String REASON = "ChangePoint";

    /** Where a change is found moves by a night or two as more nights come in. */
    private static final int BESIDE = 5;

    /** Changes of which nobody was told, among the nights that a window looks at. */
    public static List<News> in(TrendSeries series, List<ObjectiveTrend> trends) {
        var news = new ArrayList<News>();
        for (var objective : trends) {
            for (var change : objective.trend().changes()) {
                boolean recent = change.index() >= objective.trend().nights().size() - Trend.WINDOW;
                if (recent && !isTold(series, objective, change)) {
                    news.add(new News(objective, change));
                }
            }
        }
        return news;
    }

    private static boolean isTold(TrendSeries series, ObjectiveTrend objective, ChangePoint change) {
        int at = indexOf(series, change.night().run(), false);
        return series.told().stream()
                .filter(told -> told.key().equals(objective.key()) && told.up() == change.change() > 0)
                .mapToInt(told -> indexOf(series, told.uid(), true))
                .anyMatch(index -> Math.abs(index - at) <= BESIDE);
    }

    /** From the end: names come again after an object was deleted. */
    private static int indexOf(TrendSeries series, String name, boolean uid) {
        var nights = series.nights();
        return IntStream.iterate(nights.size() - 1, i -> i >= 0, i -> i - 1)
                .filter(i ->
                        name.equals(uid ? nights.get(i).uid() : nights.get(i).run()))
                .findFirst()
                .orElseThrow();
    }

    /** The series, which knows from then on that somebody was told. */
    public static TrendSeries telling(TrendSeries series, List<News> news) {
        return series.telling(news.stream()
                .map(each -> new Told(
                        each.objective.key(),
                        series.nights()
                                .get(indexOf(series, each.change.night().run(), false))
                                .uid(),
                        each.change.change() > 0))
                .toList());
    }

    /** Whether it is for the worse. */
    public boolean isWorse() {
        return objective.limit().isWorse(change.change());
    }

    /** As one sentence; the same whenever it is told. */
    public String message() {
        return TrendWords.change(objective, change);
    }
}
