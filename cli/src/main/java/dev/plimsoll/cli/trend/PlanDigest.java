package dev.plimsoll.cli.trend;

import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.result.ResultFolder;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.operator.collect.ResultCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells runs apart that did not run the same: a digest of target, load, scenarios, data and runners. */
final class PlanDigest {
    private static final int BYTES = 8;

    private PlanDigest() {}

    /**
     * That of a run.
     *
     * @param target what is known of one of which only the summary is there
     */
    static String of(Path folder, String target) throws BadInput {
        var file = folder.resolve(ResultFolder.EVERYTHING);
        if (!Files.exists(file)) {
            return target;
        }
        try {
            return of(ResultCodec.decode(Files.readAllBytes(file)));
        } catch (IOException | UncheckedIOException | WireFormat.MalformedMessageException e) {
            throw new BadInput(file + ": is no result that this version can read: " + e.getMessage()
                    + "; leave its folder out, or delete the file to go by the target alone");
        }
    }

    private static String of(RunResult result) {
        var plan = result.plan();
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(plan.arms(), plan.phases(), plan.data(), result.plannedShards())) {
                sha.update(WireFormat.write(part));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
