/**
 * When a LoadTest runs by itself, and which of its ended runs go.
 *
 * <p>Pure: from the spec, what is known of earlier runs and the clock's time comes what is to be done. Whoever asks
 * twice gets the same answer, and a due time has one name, so that it runs once whoever dies meanwhile.
 */
@NullMarked
package dev.plimsoll.operator.schedule;

import org.jspecify.annotations.NullMarked;
