package dev.plimsoll.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.cli.compare.Recorded.Times;
import dev.plimsoll.cli.document.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal names the file, the line where there is one, what was found, and the remedy. */
class BadLogTest {
    @TempDir
    Path folder;

    private Path good = Path.of("");
    private Path other = Path.of("");

    @BeforeEach
    void write() throws IOException {
        good = Recorded.seed(1).tag("read").to(folder.resolve("good.hlog"));
        other = folder.resolve("other.hlog");
    }

    private ComparedFiles compare(Grouping grouping, String... tags) throws BadInput {
        return FileComparison.of(Requests.of(good.toString(), other.toString(), grouping, 0, tags));
    }

    private void assertRefused(ThrowingCallable compare, String... said) {
        assertThatThrownBy(compare)
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.lines())
                                .singleElement()
                                .asString()
                                .startsWith(other.toString())
                                .contains(said));
    }

    private void assertRefused(String... said) {
        assertRefused(() -> compare(new Grouping.WholeRuns()), said);
    }

    @Test
    void shouldSaySoWhenThereIsNoFile() {
        assertRefused(": there is no such file or folder; check the path");
    }

    @Test
    void shouldSaySoWhenTheFileIsEmpty() throws IOException {
        Files.createFile(other);
        assertRefused(": is empty; the recording was not written, so record it again");
    }

    @Test
    void shouldSaySoWhenThereAreOnlyComments() throws IOException {
        Files.writeString(other, "#[Histogram log format version 1.3]\n\"StartTimestamp\",\"Interval_Length\"\n\n");
        assertRefused(": there is no value in its 0 histograms; record again, and longer than the warm-up");
    }

    @Test
    void shouldSaySoWhenItIsAnotherKindOfFile() throws IOException {
        Files.writeString(other, "# times\nlatency,count\n1,2\n");
        assertRefused(":2: \"latency,count\" is no line of an HdrHistogram log; name a log (.hlog), or a folder");
    }

    @Test
    void shouldSaySoWhenItIsPacked() throws IOException {
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(other))) {
            Files.copy(good, zipped);
        }
        assertRefused(": is packed, and no result of Plimsoll's; if it is a packed log, unpack it");
    }

    /** Wherever the cut is: in a time, between two columns, in the histogram; its last characters may only pad it. */
    @Test
    void shouldSayWhereWhenTheLogWasCutOff() throws IOException {
        var whole = Files.readString(good);
        int last = whole.strip().lastIndexOf('\n') + 1;
        for (int length = last + 1; length < whole.length() - 3; length += length < last + 40 ? 1 : 29) {
            Files.writeString(other, whole.substring(0, length));
            assertRefused(":16: \"T", "the log was cut off; remove this line to compare what is before it");
        }
    }

    @Test
    void shouldSayWhereWhenALineIsDamaged() throws IOException {
        var lines = Files.readAllLines(good);
        lines.set(6, lines.get(6).replace("HISTFAAAA", "HISTFXXXX"));
        Files.write(other, lines);
        assertRefused(":7: \"Tag=read,10.000,5.000,", "...\" cannot be read (", "the file is damaged; take the log");
    }

    @Test
    void shouldSayWhichTagsDiffer() throws IOException {
        Recorded.seed(2).tag("write").to(other, Recorded.seed(3));
        assertThatThrownBy(() -> compare(new Grouping.WholeRuns()))
                .hasMessage("the two sides have different tags: the baseline (" + good + ") has read, the candidate ("
                        + other + ") has values without tag, write; they have none in common; record the same steps on"
                        + " both sides");

        Recorded.seed(2).tag("write").to(other, Recorded.seed(3).tag("read"));
        assertThatThrownBy(() -> compare(new Grouping.WholeRuns()))
                .hasMessageEndingWith("record the same steps on both sides, or say what to compare: --tag read");
        assertThatThrownBy(() -> compare(new Grouping.WholeRuns(), "write"))
                .hasMessage("--tag: \"write\" is not in the baseline (" + good
                        + "); correct it, or leave --tag out to compare all tags");
    }

    @Test
    void shouldSaySoWhenUnitsSeemToDiffer() throws IOException {
        Recorded.seed(2).tag("read").numbers(1e3, 1e3).to(other);
        assertRefused(": its numbers are 1000 times its column Interval_Max, and those of " + good
                + " 1000000 times, so they seem to be of two units; compare logs of one unit, or, if they are of"
                + " one, say it with --unit ns, us, ms, s");

        Recorded.seed(2).tag("read").numbers(1e3, 1e6).to(other);
        assertRefused(": differs from " + good
                + " by about the same power of 1,000 at every percentile, so they seem to be of"
                + " two units; compare logs of one unit");

        Recorded.seed(2).tag("read").numbers(1e-3, 1).decimal().to(other);
        assertRefused(": has decimal numbers, and " + good + " has whole ones, so they are of two units");
    }

    @Test
    void shouldSaySoWhenAFileIsNamedTwice() throws IOException {
        Files.createSymbolicLink(other, good);
        assertRefused(": is named twice (also as " + good + "); a recording compared with itself, or counted twice");
    }

    @Test
    void shouldSaySoWhenAFolderIsNoResult() throws IOException {
        Files.createDirectory(other);
        assertRefused(
                ": there is no histograms.hlog, as a result of plimsoll run has; name its logs themselves, such as "
                        + other.resolve("*.hlog"));
    }

    @Test
    void shouldSaySoWhenAResultCannotBeRead() throws IOException {
        Files.createDirectory(other);
        Recorded.seed(2).tag("read").to(other.resolve("histograms.hlog"));
        Files.writeString(other.resolve("result.json"), "{");
        assertRefused("result.json: is no JSON, so nobody knows whether the run is sound");
    }

    @Test
    void shouldSaySoWhenThereIsNotOneRound() throws IOException {
        Recorded.seed(2).tag("read").to(other);
        assertThatThrownBy(() -> compare(new Grouping.Slices(90)))
                .hasMessage(good + ": has 60.0 seconds in common with the other side, which is not one round of 90.0"
                        + " seconds; write a shorter --round, or record longer");
    }

    @Test
    void shouldSayWhereWhenAnIntervalIsLongerThanARound() throws IOException {
        Recorded.seed(2).tag("read").lasting(60, 20).to(other);
        assertRefused(
                () -> compare(new Grouping.Slices(10)),
                ":5: an interval of 20.0 seconds is longer than a round of 10.0 seconds; write a longer --round, or"
                        + " record shorter intervals");
    }

    @Test
    void shouldSaySoWhenTheWarmupIsAllThereIs() throws IOException {
        Recorded.seed(2).tag("read").times(Times.UNTOLD).to(other);
        var request = Requests.of(good.toString(), other.toString(), new Grouping.WholeRuns(), 60);
        assertThatThrownBy(() -> FileComparison.of(request))
                .hasMessage(
                        good + ": is 60.0 seconds long, and no value is left after a warm-up of 60.0 seconds; write a"
                                + " smaller --warmup, or record longer");
    }
}
