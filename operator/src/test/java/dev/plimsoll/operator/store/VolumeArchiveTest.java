package dev.plimsoll.operator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeArchiveTest {
    private static final String KEY = "shop/checkout-1/0123/result.json.gz";

    @TempDir
    private Path volume;

    private List<String> files() throws IOException {
        try (var all = Files.walk(volume)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> volume.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldReadWhatItWroteAndLeaveNothingElseBehind() throws IOException {
        var archive = new VolumeArchive(volume);
        assertThat(archive.get(KEY)).isEmpty();
        archive.put(KEY, new byte[] {1, 2, 3});
        archive.put(KEY, new byte[] {4, 5});
        assertThat(archive.get(KEY)).hasValue(new byte[] {4, 5});
        assertThat(files()).containsExactly(KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(volume.resolve(KEY))))
                .isEqualTo("rw-r-----");
        assertThat(archive.locate(KEY)).isEqualTo("file://" + volume + "/" + KEY);
    }

    @Test
    void shouldNotFillTheFileSystemOfThePodWhenTheVolumeIsNotMounted() {
        var nowhere = volume.resolve("nowhere");
        var archive = new VolumeArchive(nowhere);
        assertThatThrownBy(() -> archive.put(KEY, new byte[1]))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("results.volume.path: there is no folder " + nowhere);
        assertThatThrownBy(() -> archive.get(KEY)).isInstanceOf(ArchiveException.class);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void shouldSayWhatIsInTheWay() throws IOException {
        Files.writeString(volume.resolve("shop"), "a file where a folder should be");
        var archive = new VolumeArchive(volume);
        assertThatThrownBy(() -> archive.put(KEY, new byte[1]))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("cannot write file://" + volume + "/" + KEY)
                .hasMessageContaining(volume.resolve("shop") + "");
    }

    /** Every write to /dev/full says that no space is left; root may write there as nobody else. */
    @Test
    void shouldSayThatTheVolumeIsFull() {
        assertThatThrownBy(() -> VolumeArchive.writeSynced(Path.of("/dev/full"), new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }
}
