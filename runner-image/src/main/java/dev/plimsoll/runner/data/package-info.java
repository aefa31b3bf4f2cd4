/**
 * Rows of data sets, and which session gets which.
 *
 * <p>{@link dev.plimsoll.runner.data.Rows} are read before the start, immutable, and shared by all loops. A
 * {@link dev.plimsoll.runner.data.Feed} belongs to one loop: it deals out the loop's share, and asks nobody.
 */
@NullMarked
package dev.plimsoll.runner.data;

import org.jspecify.annotations.NullMarked;
