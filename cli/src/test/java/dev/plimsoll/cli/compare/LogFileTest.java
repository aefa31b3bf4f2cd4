package dev.plimsoll.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.cli.compare.Recorded.Times;
import dev.plimsoll.cli.document.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogFileTest {
    @TempDir
    Path folder;

    private static List<LogEntry> entries(Path file) throws BadInput {
        var entries = new ArrayList<LogEntry>();
        var _ = LogFile.read(Source.of(file.toString()), entries::add);
        return entries;
    }

    /** As the library's own reader, for every way to tell the time. */
    @ParameterizedTest
    @EnumSource(Times.class)
    void shouldReadWhatTheLibraryReads(Times times) throws IOException, BadInput {
        var file = Recorded.seed(1).tag("a").times(times).to(folder.resolve("a.hlog"), Recorded.seed(2));
        var reader = new HistogramLogReader(file.toFile());
        for (var entry : entries(file)) {
            var expected = (Histogram) reader.nextIntervalHistogram();
            assertThat(entry.values()).isEqualTo(expected);
            assertThat(entry.tag()).isEqualTo(expected.getTag() == null ? "" : expected.getTag());
            assertThat(Math.round(1000 * entry.begin())).isEqualTo(expected.getStartTimeStamp());
            assertThat(Math.round(1000 * entry.end())).isEqualTo(expected.getEndTimeStamp());
        }
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void shouldTellTheUnitOfTheMaximum() throws IOException, BadInput {
        for (double ratio : new double[] {1, 1e3, 1e6, 1e9}) {
            var file = Recorded.seed(1).numbers(1e6, ratio).to(folder.resolve("a.hlog"));
            assertThat(LogFile.read(Source.of(file.toString()), _ -> {}).perMaximum())
                    .isEqualTo(ratio);
        }
    }

    @Test
    void shouldReadDecimalNumbersAsMillionths() throws IOException, BadInput {
        var file = Recorded.seed(1).numbers(1e-3, 1).decimal().to(folder.resolve("a.hlog"));
        var first = entries(file).getFirst().values();

        assertThat(first.getTotalCount()).isEqualTo(300);
        assertThat(first.getValueAtPercentile(50) / 1e6).isCloseTo(0.010, within(0.001));
        assertThat(LogFile.read(Source.of(file.toString()), _ -> {}).decimal()).isTrue();
    }

    /** Of a log of Plimsoll's; others may call a step what they like. */
    @Test
    void shouldLeaveOutTheWarmUpWhenThePlimsollSentIt() throws IOException, BadInput {
        var file = Recorded.seed(1)
                .tag("warm-up/buy/cart")
                .to(
                        folder.resolve("a.hlog"),
                        Recorded.seed(2).tag("rush/warm-up/buy/cart"),
                        Recorded.seed(3).tag("buy/cart"));
        assertThat(entries(file)).hasSize(36);

        Files.writeString(
                file, "#[Plimsoll run local/shop, response time in ns, by scenario/step]\n" + Files.readString(file));
        assertThat(entries(file)).hasSize(12).allMatch(entry -> entry.tag().equals("buy/cart"));
    }

    @Test
    void shouldReadLinesThatEndAsOnWindows() throws IOException, BadInput {
        var file = Recorded.seed(1).tag("a").to(folder.resolve("a.hlog"));
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(entries(file)).hasSize(12).allMatch(entry -> entry.tag().equals("a"));
    }
}
