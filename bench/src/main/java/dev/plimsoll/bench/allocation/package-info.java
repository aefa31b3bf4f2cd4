/** {@code bench/allocation}: how many bytes the thread that sends allocates for each request. */
@NullMarked
package dev.plimsoll.bench.allocation;

import org.jspecify.annotations.NullMarked;
