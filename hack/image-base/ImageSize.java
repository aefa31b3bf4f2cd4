import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Prints what an image weighs and fails when it weighs too much. Run after packaging as {@code java ImageSize.java
 * IMAGE.tar MAX_MEGABYTES}; the tar is a docker-archive with gzipped layers.
 */
final class ImageSize {
    private static final int BLOCK = 512;

    private ImageSize() {}

    public static void main(String[] arguments) throws IOException {
        var tar = Path.of(arguments[0]);
        var max = Long.parseLong(arguments[1]) * 1_000_000;
        long compressed = 0;
        long unpacked = 0;
        try (var in = new BufferedInputStream(Files.newInputStream(tar))) {
            for (var header = in.readNBytes(BLOCK);
                    header.length == BLOCK && header[0] != 0;
                    header = in.readNBytes(BLOCK)) {
                var name = text(header, 0, 100);
                var size = Long.parseLong(text(header, 124, 12).strip(), 8);
                var content = in.readNBytes(Math.toIntExact(size));
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (name.endsWith(".tar.gz")) {
                    compressed += size;
                    unpacked += length(new GZIPInputStream(new ByteArrayInputStream(content)));
                }
            }
        }
        System.out.printf("%s: %,d bytes compressed, %,d bytes unpacked%n", tar.getFileName(), compressed, unpacked);
        if (compressed == 0 || compressed > max) {
            throw new IllegalStateException(tar + " has " + compressed + " bytes of layers; the limit is " + max);
        }
    }

    private static long length(InputStream in) throws IOException {
        try (in) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String text(byte[] header, int offset, int length) {
        var end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
