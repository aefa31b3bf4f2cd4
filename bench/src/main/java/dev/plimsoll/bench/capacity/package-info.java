/** {@code bench/capacity}: how much load one core sends, in requests/s and for each second of CPU time. */
@NullMarked
package dev.plimsoll.bench.capacity;

import org.jspecify.annotations.NullMarked;
