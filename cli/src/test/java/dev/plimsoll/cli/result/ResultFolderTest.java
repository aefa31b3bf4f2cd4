package dev.plimsoll.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.Judgements;
import dev.plimsoll.cli.compare.ComparedFiles;
import dev.plimsoll.cli.compare.FileComparison;
import dev.plimsoll.cli.compare.Grouping;
import dev.plimsoll.cli.compare.Requests;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.collect.ResultCodec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final long START = 1_763_800_000_000_000_000L;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:45:01Z"), ZoneOffset.UTC);

    @TempDir
    Path parent;

    @Test
    void shouldBeNamedAfterTestAndTimeWhenBelowAParent() throws IOException {
        assertThat(ResultFolder.createBelow(parent, "checkout", CLOCK).path())
                .isEqualTo(parent.resolve("checkout-20261122-134501"));
    }

    @Test
    void shouldBeItsOwnWhenAnotherRunBeganInTheSameSecond() throws IOException {
        ResultFolder.createBelow(parent, "checkout", CLOCK);

        assertThat(ResultFolder.createBelow(parent, "checkout", CLOCK).path())
                .isEqualTo(parent.resolve("checkout-20261122-134501-2"))
                .isEmptyDirectory();
    }

    @Test
    void shouldBeForItsOwnerOnlyWhenItHoldsRequests() throws IOException {
        assertThat(permissions(
                        ResultFolder.createBelow(parent, "checkout", CLOCK).path()))
                .isEqualTo("rwx------");
        assertThat(permissions(ResultFolder.createAt(parent.resolve("a/b")).path()))
                .isEqualTo("rwx------");

        var readByAll = Files.createDirectory(parent.resolve("public"));
        ResultFolder.createAt(readByAll).write("checkout", result(), Judgements.failed());
        assertThat(permissions(readByAll.resolve("run-result.json.gz"))).isEqualTo("rw-------");
    }

    @Test
    void shouldBeRefusedWhenItHoldsARun() throws IOException {
        ResultFolder.createAt(parent).write("checkout", result(), Judgements.failed());

        assertThatThrownBy(() -> ResultFolder.createAt(parent)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void shouldBeReadableByOtherProgramsWhenWritten() throws IOException {
        var result = result();
        var folder = ResultFolder.createAt(parent.resolve("a/b"));
        folder.write("checkout", result, Judgements.failed());

        var json =
                new ObjectMapper().readTree(folder.path().resolve("result.json").toFile());
        assertThat(json.path("verdict").asText()).isEqualTo("Fail");
        assertThat(json.at("/objectives/0/measured").asText()).isEqualTo("212ms");
        assertThat(json.at("/totals/errorsByKind/Timeout").asLong()).isEqualTo(10);
        assertThat(json.at("/totals/responseTimeMillis/p99").asDouble()).isEqualTo(212);
        assertThat(json.at("/firstByteMillis/p50").asDouble()).isEqualTo(5, within(0.01));
        assertThat(json.at("/connections/opened").asLong()).isEqualTo(4);
        assertThat(json.at("/connections/failed").asLong()).isEqualTo(2);
        assertThat(json.at("/connections/connectMillis/max").asDouble()).isEqualTo(5, within(0.01));
        assertThat(json.path("connections").has("handshakeMillis")).isFalse();
        assertThat(json.path("target").asText()).isEqualTo("http://127.0.0.1:8080");

        try (var zipped = new GZIPInputStream(Files.newInputStream(folder.path().resolve("run-result.json.gz")))) {
            assertThat(WireFormat.read(zipped.readAllBytes(), RunResult.class)).isEqualTo(result);
        }
    }

    @Test
    void shouldBeComparableWhenThereAreTwo() throws IOException, BadInput {
        ResultFolder.createAt(parent.resolve("a")).write("checkout", result(), Judgements.failed());
        ResultFolder.createAt(parent.resolve("b")).write("checkout", result(), Judgements.failed());
        var compared = FileComparison.of(Requests.of(
                parent.resolve("a").toString(),
                parent.resolve("b/run-result.json.gz").toString(),
                new Grouping.WholeRuns(),
                0));

        // the warm-up is not among it
        assertThat(compared.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.tag()).isEqualTo("buy/cart");
            assertThat(compared.scale().format(tag.percentiles().getFirst().baseline()))
                    .isEqualTo("5ms");
        });
        assertThat(compared.candidate().values()).isEqualTo(1);
    }

    /** A file from an archive has nothing beside it, and whatever name somebody gave it. */
    @Test
    void shouldBeComparableAsTheOperatorKeepsIt() throws IOException, BadInput {
        Files.write(parent.resolve("checkout-1.json.gz"), ResultCodec.encode(result()));
        Files.write(parent.resolve("run-result.json.gz"), ResultCodec.encode(result()));

        var compared = compared("checkout-1.json.gz", "run-result.json.gz");

        assertThat(compared.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.tag()).isEqualTo("buy/cart");
            assertThat(compared.scale().format(tag.percentiles().getFirst().baseline()))
                    .isEqualTo("5ms");
        });
        assertThat(compared.baseline().values()).isEqualTo(1);
        assertThat(compared.candidate().values()).isEqualTo(1);
    }

    @Test
    void shouldProveNothingWhenTheOperatorKeptAResultThatCarriesNoVerdict() throws IOException, BadInput {
        Files.write(parent.resolve("a.gz"), ResultCodec.encode(ended(null)));
        Files.write(parent.resolve("b.gz"), ResultCodec.encode(ended(null)));
        Files.write(parent.resolve("c.gz"), ResultCodec.encode(ended(StopCause.ABORTED.because("too many errors"))));

        assertThat(compared("a.gz", "b.gz").message()).doesNotContain("carries no verdict");
        assertThat(compared("a.gz", "c.gz").message())
                .contains("c.gz is of a run that carries no verdict itself (Aborted)");
    }

    /** With its only runner, that did all of its schedule. */
    private static RunResult ended(@Nullable String stopReason) {
        var result = result();
        return new RunResult(
                result.version(),
                result.plan(),
                result.startAtEpochNanos(),
                result.intervals(),
                result.plannedShards(),
                List.of(new RunResult.ShardProgress(0, "runner-0", "process-0", 1, 0, Ending.COMPLETED)),
                stopReason);
    }

    @Test
    void shouldBeRefusedWhenItIsPackedAndNoResult() throws IOException {
        Files.write(parent.resolve("a.gz"), ResultCodec.encode(result()));
        Files.write(parent.resolve("short.gz"), Arrays.copyOf(ResultCodec.encode(result()), 100));

        assertThatThrownBy(() -> compared("a.gz", "short.gz"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.lines())
                                .singleElement()
                                .asString()
                                .startsWith(parent.resolve("short.gz") + ": is packed, and no result of Plimsoll's"));
    }

    private ComparedFiles compared(String baseline, String candidate) throws BadInput {
        return FileComparison.of(Requests.of(
                parent.resolve(baseline).toString(),
                parent.resolve(candidate).toString(),
                new Grouping.WholeRuns(),
                0));
    }

    @Test
    void shouldHoldWhatEachPhaseCameToWhenARunHasSome() throws IOException {
        var folder = ResultFolder.createAt(parent);
        folder.write("checkout", result(), Judgements.failedInAPhase());

        var json = new ObjectMapper().readTree(parent.resolve("result.json").toFile());
        assertThat(json.at("/phases/1/name").asText()).isEqualTo("rush");
        assertThat(json.at("/phases/1/verdict").asText()).isEqualTo("Fail");
        assertThat(json.at("/phases/1/totals/sent").asLong()).isEqualTo(6_000);
        assertThat(json.at("/phases/0/reason").asText()).isEqualTo("NoData");
        assertThat(json.at("/objectives/0/phase").asText()).isEqualTo("rush");
    }

    @Test
    void shouldLogEachStepAndIntervalWhenWritten() throws IOException {
        var folder = ResultFolder.createAt(parent);
        folder.write("checkout", result(), Judgements.failed());

        var log = new HistogramLogReader(parent.resolve("histograms.hlog").toFile());
        var warmup = (Histogram) log.nextIntervalHistogram();
        var judged = (Histogram) log.nextIntervalHistogram();
        assertThat(log.hasNext()).isFalse();
        assertThat(warmup.getTag()).isEqualTo("warm-up/buy/cart");
        assertThat(judged.getTag()).isEqualTo("buy/cart");
        assertThat(judged.getStartTimeStamp()).isEqualTo(START / 1_000_000 + 1_000);
        assertThat(judged.getMaxValue()).isBetween(5_000_000L, 5_010_000L);
    }

    @Test
    void shouldHoldFindingsWithTheirNumbersWhenARunHasSome() throws IOException {
        var intervals = IntStream.range(0, 60)
                .mapToObj(ResultFolderTest::ofWhichTwoAreSlow)
                .toList();
        var calm = result();
        var plan = new RunPlan(
                RunPlan.VERSION,
                "local/checkout",
                calm.plan().target(),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(60_000_000_000L, 100, 100, false))),
                List.of(),
                10,
                1,
                1,
                1);
        ResultFolder.createAt(parent)
                .write(
                        "checkout",
                        new RunResult(RunPlan.VERSION, plan, START, intervals, 1, List.of(), null),
                        Judgements.failed());

        var finding = new ObjectMapper()
                .readTree(parent.resolve("result.json").toFile())
                .at("/findings/0");
        assertThat(finding.path("name").asText()).isEqualTo("LatencyCliff");
        assertThat(finding.path("concern").asBoolean()).isTrue();
        assertThat(finding.path("message").asText()).contains("p99 of response time was 900ms");
        assertThat(finding.at("/numbers/p95Millis").asDouble()).isEqualTo(20, within(0.1));
        assertThat(finding.at("/numbers/ratio").asDouble()).isEqualTo(45, within(0.1));
    }

    /** A hundred good answers in a second. */
    private static Interval ofWhichTwoAreSlow(int second) {
        var histogram = Histograms.create();
        histogram.recordValueWithCount(20_000_000, 98);
        histogram.recordValueWithCount(900_000_000, 2);
        var encoded = Histograms.encode(histogram);
        var counts = new Counts(100, 100, 100, 0, 0, 0, Map.of());
        return new Interval(
                second,
                second * 1_000_000_000L,
                (second + 1) * 1_000_000_000L,
                List.of(new Series(new SeriesKey("buy", "cart", false), counts, encoded, encoded, encoded)),
                GeneratorHealth.IDLE);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static RunResult result() {
        var plan = new RunPlan(
                RunPlan.VERSION,
                "local/checkout",
                new Target("http", "127.0.0.1", 8080, "", null),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(2_000_000_000L, 1, 1, false))),
                List.of(),
                10,
                1,
                1,
                1);
        return new RunResult(
                RunPlan.VERSION,
                plan,
                START,
                List.of(interval(0, true, 3_000_000), interval(1, false, 5_000_000)),
                1,
                List.of(),
                null);
    }

    private static Interval interval(int second, boolean warmup, long nanos) {
        var histogram = Histograms.create();
        Histograms.record(histogram, nanos);
        var series = new Series(
                new SeriesKey("buy", "cart", warmup),
                new Counts(1, 1, 1, 0, 0, 0, Map.of()),
                Histograms.encode(histogram),
                EncodedHistogram.EMPTY,
                EncodedHistogram.EMPTY,
                Histograms.encode(histogram));
        return new Interval(
                second,
                second * 1_000_000_000L,
                (second + 1) * 1_000_000_000L,
                List.of(series),
                GeneratorHealth.IDLE,
                new Connections(2, 1, 0, 0, Histograms.encode(histogram), EncodedHistogram.EMPTY));
    }
}
