package dev.plimsoll.cli.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.engine.trend.Burn;
import dev.plimsoll.engine.trend.ChangePoint;
import dev.plimsoll.engine.trend.Drift;
import dev.plimsoll.engine.trend.Limit;
import dev.plimsoll.engine.trend.Night;
import dev.plimsoll.engine.trend.Trend;
import dev.plimsoll.operator.trend.ObjectiveTrend;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code trend --json} prints; docs/trends.md describes it. Fields are added, never renamed or given another
 * meaning, unless {@code version} goes up. Values are in seconds, per second, or fractions.
 */
public record TrendJson(int version, List<TestJson> loadTests) {
    private static final int VERSION = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** A LoadTest. */
    record TestJson(String loadTest, int nights, List<ObjectiveJson> objectives) {}

    /** An objective of it. */
    record ObjectiveJson(
            @Nullable String phase,
            String budget,
            String objective,
            String limit,
            List<NightJson> nights,
            List<String> breaks,
            List<ChangeJson> changes,
            @Nullable DriftJson drift,
            BurnJson burn) {

        static ObjectiveJson of(ObjectiveTrend objective) {
            var trend = objective.trend();
            var limit = objective.limit();
            var drift = trend.drift();
            return new ObjectiveJson(
                    objective.key().phase(),
                    objective.key().budget(),
                    objective.key().name(),
                    objective.limitText(),
                    trend.nights().stream()
                            .map(night -> NightJson.of(night, limit))
                            .toList(),
                    trend.breaks().stream()
                            .map(index -> trend.nights().get(index).run())
                            .toList(),
                    trend.changes().stream()
                            .map(change -> ChangeJson.of(change, limit))
                            .toList(),
                    drift == null ? null : DriftJson.of(drift, trend, limit),
                    BurnJson.of(trend.burn()));
        }
    }

    /** A night; without a value when there is none that counts. */
    record NightJson(String run, String time, @Nullable Double value, String outcome) {
        static NightJson of(Night night, Limit limit) {
            var value = night.value();
            return new NightJson(
                    night.run(),
                    night.time().toString(),
                    value == null ? null : plain(value, limit),
                    night.outcome().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A change point; the change is a fraction of the value before, of an error rate of what is allowed. */
    record ChangeJson(String run, String time, double from, double to, double change, double pValue, boolean worse) {
        static ChangeJson of(ChangePoint change, Limit limit) {
            return new ChangeJson(
                    change.night().run(),
                    change.night().time().toString(),
                    plain(change.from(), limit),
                    plain(change.to(), limit),
                    change.change(),
                    change.pValue(),
                    limit.isWorse(change.change()));
        }
    }

    /** A drift. */
    record DriftJson(String since, int nights, double perThirtyNights, double pValue, boolean worse) {
        static DriftJson of(Drift drift, Trend trend, Limit limit) {
            return new DriftJson(
                    trend.nights().get(drift.since()).run(),
                    drift.nights(),
                    drift.perThirtyNights(),
                    drift.pValue(),
                    limit.isWorse(drift.perThirtyNights()));
        }
    }

    /** What was used of what is allowed, 1 for all of it. */
    record BurnJson(
            int nights, int broken, int unknown, @Nullable Double used) {
        static BurnJson of(Burn burn) {
            return new BurnJson(
                    burn.nights(),
                    burn.broken(),
                    burn.unknown(),
                    burn.used().isEmpty() ? null : burn.used().getAsDouble());
        }
    }

    /** The JSON of trends. */
    public static TrendJson of(List<TestTrend> trends) {
        return new TrendJson(
                VERSION,
                trends.stream()
                        .map(trend -> new TestJson(
                                trend.loadTest(),
                                trend.nights().size(),
                                trend.objectives().stream()
                                        .map(ObjectiveJson::of)
                                        .toList()))
                        .toList());
    }

    private static double plain(double value, Limit limit) {
        return switch (limit.measure()) {
            case TIME -> value / NANOS_PER_SECOND;
            case RATE, SHARE, DIFFERENCE -> value;
        };
    }

    /** As it is printed. */
    public String text() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }
}
