package dev.plimsoll.operator.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.trend.Night.Outcome;
import dev.plimsoll.operator.trend.TrendSeries.NightRecord;
import dev.plimsoll.operator.trend.TrendSeries.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendSeriesTest {
    private static final Instant FIRST = Instant.parse("2025-01-01T02:00:00Z");

    private static NightRecord night(int number, @Nullable String measured, String verdict) {
        return new NightRecord(
                "checkout-" + number,
                "uid-" + number,
                FIRST.plus(Duration.ofDays(number)).toString(),
                "setup",
                false,
                List.of(new Point(null, "slo", "p99", "<= 300ms", measured, verdict)));
    }

    private static TrendSeries of(int nights, String measured) {
        var series = TrendSeries.EMPTY;
        for (int number = 0; number < nights; number++) {
            series = series.with(night(number, measured, "Pass"));
        }
        return series;
    }

    /** By 2 %, so that scatter is known. */
    private static String millis(int number, int usual) {
        return usual + number % 3 + "ms";
    }

    private static TrendSeries changing(int before, int after) {
        var series = TrendSeries.EMPTY;
        for (int number = 0; number < before + after; number++) {
            series = series.with(night(number, millis(number, number < before ? 100 : 130), "Pass"));
        }
        return series;
    }

    @Test
    void shouldKeepARunOnce() {
        var series = of(3, "100ms");
        assertThat(series.with(night(1, "200ms", "Fail"))).isSameAs(series);
        assertThat(series.has("uid-1")).isTrue();
        assertThat(series.has("uid-3")).isFalse();
    }

    @Test
    void shouldPutALateNightInItsPlace() {
        var series = TrendSeries.EMPTY
                .with(night(1, "100ms", "Pass"))
                .with(night(3, "100ms", "Pass"))
                .with(night(2, "100ms", "Pass"));
        assertThat(series.nights())
                .extracting(NightRecord::run)
                .containsExactly("checkout-1", "checkout-2", "checkout-3");
    }

    @Test
    void shouldForgetTheOldestNightsAndWhatWasToldOfThem() {
        var full = of(TrendSeries.MOST, "100ms")
                .telling(List.of(
                        new TrendSeries.Told(new ObjectiveKey(null, "slo", "p99"), "uid-0", true),
                        new TrendSeries.Told(new ObjectiveKey(null, "slo", "p99"), "uid-9", true)));
        var series = full.with(night(TrendSeries.MOST, "100ms", "Pass"));
        assertThat(series.nights()).hasSize(TrendSeries.MOST);
        assertThat(series.nights().getFirst().run()).isEqualTo("checkout-1");
        assertThat(series.told()).extracting(TrendSeries.Told::uid).containsExactly("uid-9");
    }

    @Test
    void shouldComeBackFromItsBytes() throws IOException {
        var series = changing(30, 5);
        series = News.telling(series, News.in(series, ObjectiveTrend.of(series)));
        assertThat(series.told()).hasSize(1);
        assertThat(TrendCodec.decode(TrendCodec.encodeWithin(series, 1 << 20))).isEqualTo(series);
    }

    @Test
    void shouldDropNightsUntilItFits() throws IOException {
        var bytes = TrendCodec.encodeWithin(of(400, "100ms"), 2_000);
        assertThat(bytes).hasSizeLessThanOrEqualTo(2_000);
        var kept = TrendCodec.decode(bytes).nights();
        assertThat(kept).hasSizeBetween(10, 390);
        assertThat(kept.getLast().run()).isEqualTo("checkout-399");
    }

    @Test
    void shouldNameItsConfigMapAfterTheLoadTest() {
        assertThat(TrendStore.nameFor("shop.checkout")).isEqualTo("shop.checkout-trend");
        assertThat(TrendStore.nameFor("a".repeat(247))).isEqualTo("a".repeat(247) + "-trend");
        assertThat(TrendStore.nameFor("a".repeat(248)))
                .hasSize(253)
                .endsWith("-trend")
                .isNotEqualTo(TrendStore.nameFor("a".repeat(249)));
    }

    @Test
    void shouldSayThatItCannotReadWhatANewerVersionWrote() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"version\":2,\"nights\":[],\"told\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> TrendCodec.decode(bytes.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessage("version 2 of a trend, and this one reads version 1");
    }

    @Test
    void shouldTellOfAChangeOnceWhileItsPlaceMoves() {
        var series = changing(30, 4);
        var news = News.in(series, ObjectiveTrend.of(series));
        assertThat(news).hasSize(1);
        assertThat(news.getFirst().isWorse()).isTrue();
        assertThat(news.getFirst().message())
                .startsWith(
                        "p99 of budget slo went from 101ms to 130ms (+29.2%) with run checkout-30 of 2025-01-31 (p ");
        var told = News.telling(series, news);
        for (int number = 34; number < 50; number++) {
            told = told.with(night(number, millis(number, 130), "Pass"));
            assertThat(News.in(told, ObjectiveTrend.of(told))).isEmpty();
        }
        for (int number = 50; number < 55; number++) {
            told = told.with(night(number, millis(number, 100), "Pass"));
        }
        assertThat(News.in(told, ObjectiveTrend.of(told))).singleElement().matches(better -> !better.isWorse());
    }

    @Test
    void shouldTakeWhatProvesNothingForNoValue() {
        var series = of(3, "100ms")
                .with(night(3, "900ms", "Inconclusive"))
                .with(night(4, "400ms", "Fail"))
                .with(night(5, null, "Pass"))
                .with(new NightRecord(
                        "cut-short",
                        "uid",
                        "2026-01-01T00:00:00Z",
                        "setup",
                        true,
                        List.of(new Point(null, "slo", "p99", "<= 300ms", "5ms", "Pass"))));
        var nights = ObjectiveTrend.of(series).getFirst().trend().nights();
        assertThat(nights.subList(3, 7))
                .extracting(night -> night.value() == null)
                .containsExactly(true, false, true, true);
        assertThat(nights.subList(3, 7))
                .extracting(dev.plimsoll.engine.trend.Night::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.BROKEN, Outcome.HELD, Outcome.UNKNOWN);
    }

    @Test
    void shouldShowWhatTheLatestNightWasJudgedBy() {
        var series = of(3, "100ms")
                .with(new NightRecord(
                        "other",
                        "uid",
                        "2026-01-01T00:00:00Z",
                        "setup",
                        false,
                        List.of(
                                new Point("peak", "slo", "errors", "<= 1%", "0.5%", "Pass"),
                                new Point(null, "slo", "odd", "no limit", "0.5%", "Pass"))));
        assertThat(ObjectiveTrend.of(series)).singleElement().satisfies(objective -> {
            assertThat(objective.key().title()).isEqualTo("peak: errors");
            assertThat(objective.trend().nights()).hasSize(1);
        });
        assertThat(ObjectiveTrend.of(TrendSeries.EMPTY)).isEmpty();
    }
}
