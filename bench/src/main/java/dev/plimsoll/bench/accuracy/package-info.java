/** {@code bench/accuracy}: how near to the truth tools measure, and how near to their schedule they send. */
@NullMarked
package dev.plimsoll.bench.accuracy;

import org.jspecify.annotations.NullMarked;
