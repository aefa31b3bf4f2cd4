/** {@code bench/soak}: whether a runner's memory and descriptors grow over minutes of load. */
@NullMarked
package dev.plimsoll.bench.soak;

import org.jspecify.annotations.NullMarked;
