/** What numbers say: spreads over rounds, exact quantiles, distances from a grid. Pure; knows nobody. */
@NullMarked
package dev.plimsoll.bench.stats;

import org.jspecify.annotations.NullMarked;
