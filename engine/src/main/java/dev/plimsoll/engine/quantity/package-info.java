/**
 * Quantities as people write and read them: {@code 300ms}, {@code 500/s}, {@code 0.1%}, {@code 60,000}.
 *
 * <p>Reading is exact; writing rounds to a few significant digits, and what is written can be read again.
 */
@NullMarked
package dev.plimsoll.engine.quantity;

import org.jspecify.annotations.NullMarked;
