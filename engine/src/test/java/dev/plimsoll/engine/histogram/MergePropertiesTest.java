package dev.plimsoll.engine.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.EncodedHistogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;

class MergePropertiesTest {

    @Provide
    Arbitrary<Histogram> histograms() {
        return Samples.histograms();
    }

    @Property(tries = 200, seed = "1")
    void shouldReadAsTheLibraryDoesWhenEncoded(@ForAll("histograms") Histogram histogram) throws DataFormatException {
        var encoded = Histograms.encode(histogram);
        if (encoded.isEmpty()) {
            assertThat(Histograms.decode(encoded)).isEqualTo(Histograms.create());
            return;
        }
        var byLibrary = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded.bytes()), 0);
        assertThat(Histograms.decode(encoded)).isEqualTo(byLibrary);
        assertThat(Histograms.encode(byLibrary)).isEqualTo(encoded);
    }

    @Property(tries = 100, seed = "5")
    void shouldWriteAsTheLibraryDoesWhenManyAreEncodedInOneMemory(
            @ForAll @Size(min = 2, max = 5) List<@From("histograms") Histogram> histograms) {
        try (var encoder = new HistogramEncoder()) {
            for (var histogram : histograms) {
                var expected = histogram.getTotalCount() == 0 ? new byte[0] : writtenByLibrary(histogram);
                assertThat(encoder.encode(histogram).bytes()).isEqualTo(expected);
            }
        }
    }

    private static byte[] writtenByLibrary(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return Arrays.copyOf(buffer.array(), length);
    }

    @Property(tries = 100, seed = "2")
    void shouldGiveTheSameSumWhenTheOrderChanges(
            @ForAll("histograms") Histogram a, @ForAll("histograms") Histogram b, @ForAll("histograms") Histogram c) {
        var leftFirst = merged(Histograms.encode(merged(a, b)), Histograms.encode(c));
        var rightFirst = merged(Histograms.encode(a), Histograms.encode(merged(c, b)));
        assertThat(leftFirst).isEqualTo(rightFirst);
        assertThat(Histograms.encode(leftFirst)).isEqualTo(Histograms.encode(rightFirst));
    }

    @Property(tries = 100, seed = "3")
    void shouldLoseNoCountWhenMerged(@ForAll("histograms") Histogram a, @ForAll("histograms") Histogram b) {
        var sum = merged(a, b);
        assertThat(sum.getTotalCount()).isEqualTo(a.getTotalCount() + b.getTotalCount());
        for (var bucket : sum.recordedValues()) {
            long value = bucket.getValueIteratedTo();
            assertThat(bucket.getCountAtValueIteratedTo())
                    .isEqualTo(a.getCountAtValue(value) + b.getCountAtValue(value));
        }
    }

    @Property(tries = 300, seed = "4")
    void shouldSayThatItIsNoHistogramWhenBytesAreDamaged(
            @ForAll("histograms") Histogram histogram, @ForAll int position, @ForAll byte damage) {
        var bytes = Histograms.encode(histogram).bytes();
        if (bytes.length == 0 || damage == 0) {
            return;
        }
        int at = Math.floorMod(position, bytes.length);
        bytes[at] ^= damage;
        var damaged = EncodedHistogram.of(bytes);
        // zlib's header has bits without meaning, so not every change can be seen; but none may do harm
        try {
            Histograms.check(damaged);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("not a compressed HdrHistogram");
            return;
        }
        assertThat(Histograms.encode(Histograms.decode(damaged))).isEqualTo(Histograms.encode(histogram));
    }

    @Example
    void shouldSayThatItIsNoHistogramWhenItHasAnotherShape() {
        var other = new Histogram(1, 1_000_000, 2);
        other.recordValue(5);
        var buffer = ByteBuffer.allocate(other.getNeededByteBufferCapacity());
        var bytes = new byte[other.encodeIntoCompressedByteBuffer(buffer)];
        buffer.get(0, bytes);
        assertThatThrownBy(() -> Histograms.decode(EncodedHistogram.of(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a compressed HdrHistogram: 2 where 3 should be");
    }

    private static Histogram merged(Histogram... parts) {
        return merged(List.of(parts).stream().map(Histograms::encode).toArray(EncodedHistogram[]::new));
    }

    private static Histogram merged(EncodedHistogram... parts) {
        var sum = Histograms.create();
        for (var part : parts) {
            Histograms.addTo(sum, part);
        }
        return sum;
    }
}
