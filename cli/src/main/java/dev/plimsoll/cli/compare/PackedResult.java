package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.log.HistogramLog;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.operator.collect.ResultCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * All that a run measured, as the operator keeps it in a ConfigMap or an archive: read as the log that it would leave.
 */
final class PackedResult {
    private static final int[] MAGIC = {GZIPInputStream.GZIP_MAGIC & 0xFF, GZIPInputStream.GZIP_MAGIC >> 8};

    private PackedResult() {}

    /** Whether a file is packed; a log is text. */
    static boolean is(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false; // what a pipe has can be read only once
        }
        try (var in = Files.newInputStream(file)) {
            return in.read() == MAGIC[0] && in.read() == MAGIC[1];
        }
    }

    /**
     * Reads it.
     *
     * @throws BadInput when it is packed, but no result
     */
    static RunResult read(String name, Path file) throws BadInput {
        RunResult result;
        try {
            result = ResultCodec.decode(Files.readAllBytes(file));
        } catch (WireFormat.MalformedMessageException | UncheckedIOException | IOException _) {
            throw new BadInput(
                    name + ": is packed, and no result of Plimsoll's; if it is a packed log, unpack it; if it is"
                            + " a result, take it from where it is kept again");
        }
        if (result.version() != RunPlan.VERSION) {
            throw new BadInput(
                    name + ": is a result of version " + result.version() + ", and this is plimsoll for version "
                            + RunPlan.VERSION + "; read it with the plimsoll of the operator that made it");
        }
        return result;
    }

    static String asLog(RunResult result) throws IOException {
        var text = new ByteArrayOutputStream();
        HistogramLog.write(result, text);
        return text.toString(StandardCharsets.UTF_8);
    }
}
