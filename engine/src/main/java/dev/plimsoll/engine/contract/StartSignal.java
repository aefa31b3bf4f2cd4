package dev.plimsoll.engine.contract;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /v1/runs/NAMESPACE/NAME/start?shard=N&instance=ID}, held back for some seconds while runners
 * are missing.
 *
 * @param startAtEpochNanos the instant of slot 0 by the collector's clock, the same for all shards; null while runners
 *     are missing: ask again
 * @param collectorEpochNanos the collector's clock while it answered
 * @param stop the run was ended before it began: send nothing
 */
public record StartSignal(@Nullable Long startAtEpochNanos, long collectorEpochNanos, boolean stop) {}
