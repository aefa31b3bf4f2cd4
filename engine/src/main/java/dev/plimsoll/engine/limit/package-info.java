/**
 * What a plan asks for at most, and whether that is allowed. The operator asks before anything starts, and every runner
 * asks again before it sends: what protects others must not hang on one of the two.
 */
@NullMarked
package dev.plimsoll.engine.limit;

import org.jspecify.annotations.NullMarked;
