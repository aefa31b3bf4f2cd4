package dev.plimsoll.operator.store;

import java.nio.file.Path;
import java.time.Duration;

/** Opens what the operator's configuration names. */
public final class Archives {
    /** A result has less than a megabyte; a verdict waits so long for it to be written, and as long to be read back. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final Duration REST = Duration.ofSeconds(10);

    private Archives() {}

    /**
     * Reaches out to nobody yet.
     *
     * @param secrets folder of the files that the configuration names
     * @throws IllegalArgumentException when a file is not what it should be; the message names the field
     */
    public static Archive open(ResultsConfig config, Path secrets) {
        return new TimeLimited(opened(config, secrets), LIMIT.plusSeconds(1), REST, System::nanoTime);
    }

    private static Archive opened(ResultsConfig config, Path secrets) {
        if (config.s3() != null) {
            return S3Archive.of(config.s3(), secrets, LIMIT);
        }
        if (config.volume() != null) {
            return new VolumeArchive(Path.of(config.volume().path()));
        }
        throw new IllegalStateException("its configuration names exactly one");
    }
}
