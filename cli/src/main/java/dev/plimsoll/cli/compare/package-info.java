/**
 * Compares recordings that lie in files: logs in HdrHistogram's format, Plimsoll's own and those of other tools.
 *
 * <p>{@link dev.plimsoll.cli.compare.RecordingReader} turns files into histograms of rounds or runs by tag,
 * {@link dev.plimsoll.cli.compare.FileComparison} hands what they say to the tests of {@code engine.compare}. A round
 * or a whole run is one number for a test; requests of all rounds together are shown and never decide.
 */
@NullMarked
package dev.plimsoll.cli.compare;

import org.jspecify.annotations.NullMarked;
