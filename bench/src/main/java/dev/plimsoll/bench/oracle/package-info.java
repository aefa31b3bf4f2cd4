/**
 * A server whose replies are a matter of arithmetic: what every request should have taken can be computed afterwards.
 * One thread owns everything.
 */
@NullMarked
package dev.plimsoll.bench.oracle;

import org.jspecify.annotations.NullMarked;
