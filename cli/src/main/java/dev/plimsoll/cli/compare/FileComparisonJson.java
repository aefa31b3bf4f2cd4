package dev.plimsoll.cli.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.cli.compare.ComparedFiles.Extent;
import dev.plimsoll.engine.compare.EffectSize;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compare --json} prints; docs/compare.md describes it. Fields are added, never renamed or given another
 * meaning, unless {@code version} goes up. Values are in the log's own numbers.
 */
public record FileComparisonJson(
        int version,
        String verdict,
        String reason,
        String message,
        @Nullable String advisory,
        String by,
        @Nullable Double roundSeconds,
        double tolerance,
        double maxRegression,
        double falseAlarmRate,
        @Nullable String unit,
        SideJson baseline,
        SideJson candidate,
        List<TagJson> tags,
        List<String> notes) {
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** What there is of a side; replicates are rounds or runs. */
    record SideJson(List<String> files, int replicates, long values) {
        static SideJson of(List<String> files, Extent extent) {
            return new SideJson(files, extent.replicates(), extent.values());
        }
    }

    /** A tag; empty for values without one. */
    record TagJson(
            String tag,
            List<PercentileJson> percentiles,
            @Nullable EffectJson effect) {
        static TagJson of(ComparedTag compared, Scale scale) {
            var effect = compared.effect();
            return new TagJson(
                    compared.tag(),
                    compared.percentiles().stream()
                            .map(percentile -> PercentileJson.of(percentile, scale))
                            .toList(),
                    effect == null ? null : EffectJson.of(effect, scale));
        }
    }

    /** A percentile; without verdict when it is only shown, without bounds when nothing is known of them. */
    record PercentileJson(
            double percentile,
            BigDecimal baseline,
            BigDecimal candidate,
            @Nullable Integer replicates,
            @Nullable Double ratio,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double hodgesLehmann,
            @Nullable Double autocorrelation,
            @Nullable Integer replicatesNeeded,
            @Nullable String verdict,
            String reason,
            String message,
            List<String> leftOut) {

        static PercentileJson of(ComparedPercentile compared, Scale scale) {
            var estimate = compared.estimate();
            var verdict = compared.verdict();
            return new PercentileJson(
                    compared.percentile(),
                    scale.inLog(compared.baseline()),
                    scale.inLog(compared.candidate()),
                    estimate == null ? null : estimate.rounds(),
                    estimate == null ? null : estimate.ratio(),
                    estimate == null || Double.isInfinite(estimate.high()) ? null : estimate.low(),
                    estimate == null || Double.isInfinite(estimate.high()) ? null : estimate.high(),
                    estimate == null ? null : estimate.hodgesLehmann(),
                    estimate == null ? null : estimate.autocorrelation(),
                    compared.roundsNeeded(),
                    verdict == null ? null : verdict.word(),
                    compared.reason().word(),
                    compared.message(),
                    compared.leftOut());
        }
    }

    /** How large the difference is between all values of both sides; it decides nothing. */
    record EffectJson(double cliffsDelta, String magnitude, List<ShiftJson> shifts) {
        static EffectJson of(EffectSize effect, Scale scale) {
            return new EffectJson(
                    effect.cliffsDelta(),
                    ComparedTag.magnitude(effect.cliffsDelta()),
                    effect.shifts().stream()
                            .map(shift -> new ShiftJson(
                                    shift.percent(), scale.inLog(shift.baseline()), scale.inLog(shift.candidate())))
                            .toList());
        }
    }

    /** A decile of both sides. */
    record ShiftJson(int percentile, BigDecimal baseline, BigDecimal candidate) {}

    /** The whole document. */
    public static FileComparisonJson of(Request request, ComparedFiles compared) {
        var unit = compared.scale().unit();
        return new FileComparisonJson(
                VERSION,
                compared.verdict().word(),
                compared.reason().word(),
                compared.message(),
                compared.advisory(),
                request.grouping().word(),
                switch (request.grouping()) {
                    case Grouping.Slices slices -> slices.seconds();
                    case Grouping.WholeRuns _, Grouping.Pairs _ -> null;
                },
                request.allowance().tolerance(),
                request.allowance().margin(),
                request.falseAlarmRate(),
                unit == null ? null : unit.word(),
                SideJson.of(request.baseline(), compared.baseline()),
                SideJson.of(request.candidate(), compared.candidate()),
                compared.tags().stream()
                        .map(tag -> TagJson.of(tag, compared.scale()))
                        .toList(),
                compared.notes());
    }

    /** As text, with a line break at its end. */
    public String text() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }
}
