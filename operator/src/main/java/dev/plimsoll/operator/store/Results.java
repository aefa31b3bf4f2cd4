package dev.plimsoll.operator.store;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.ResultCodec;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads results of runs that ended, wherever they are. */
public final class Results {
    private final ConfigMapResultStore embedded;
    private final Optional<Archivist> archivist;

    /**
     * @param embedded beside the runs
     * @param archivist of the archive, when the operator's configuration names one
     */
    public Results(ConfigMapResultStore embedded, Optional<Archivist> archivist) {
        this.embedded = embedded;
        this.archivist = archivist;
    }

    /** What came of it. */
    public sealed interface Reading {
        /** The result. */
        record Here(RunResult result) implements Reading {}

        /**
         * There is none to be had, ever.
         *
         * @param why what a run is or has, such as {@code has no result any more}
         */
        record None(String why) implements Reading {}

        /**
         * There may be one later.
         *
         * @param why as above
         */
        record OutOfReach(String why) implements Reading {}
    }

    /**
     * Reads a result.
     *
     * @param archivedAt where it was put when it left the cluster; null when it did not
     */
    public Reading read(ResultKey key, @Nullable String archivedAt) {
        try {
            var bytes = embedded.bytes(key.run());
            if (bytes.isPresent()) {
                return new Reading.Here(ResultCodec.decode(bytes.get()));
            }
            return archivedAt == null ? new Reading.None("has no result any more") : archived(key, archivedAt);
        } catch (ArchiveException e) {
            return new Reading.OutOfReach("has a result that cannot be read for now: " + e.getMessage());
        } catch (WireFormat.MalformedMessageException | UncheckedIOException e) {
            return new Reading.None("has a result that cannot be read: " + e.getMessage());
        }
    }

    private Reading archived(ResultKey key, String archivedAt) {
        if (archivist.isEmpty()) {
            return new Reading.None("has its result in " + archivedAt
                    + ", and the operator's configuration names no archive to read it from");
        }
        // where the archive is now: somebody may have moved it, and what is in it
        return archivist
                .get()
                .find(key)
                .<Reading>map(bytes -> new Reading.Here(ResultCodec.decode(bytes)))
                .orElseGet(() -> new Reading.None("has no result any more: it was put into " + archivedAt
                        + ", and nothing is in " + archivist.get().where(key)));
    }
}
