/**
 * Nights of a LoadTest that outlive its runs, and what is to be seen in them.
 *
 * <p>A {@link dev.plimsoll.operator.trend.TrendSeries} is what is kept: the numbers that runs came to, and the change
 * points that were told of. {@link dev.plimsoll.operator.trend.TrendStore} keeps it in a ConfigMap of the LoadTest.
 * {@link dev.plimsoll.operator.trend.ObjectiveTrend} follows from it, in a cluster and on a laptop alike.
 */
@NullMarked
package dev.plimsoll.operator.trend;

import org.jspecify.annotations.NullMarked;
