/**
 * Histograms of nanoseconds: encoded, decoded and merged without loss, never averaged.
 *
 * <p>All histograms of Plimsoll are alike: from 1 us to 1 h with three significant digits, so merging is adding counts,
 * bucket by bucket, and a value read from one is at most 0.1 % above what was recorded. Owned by whoever created them;
 * not thread-safe.
 */
@NullMarked
package dev.plimsoll.engine.histogram;

import org.jspecify.annotations.NullMarked;
