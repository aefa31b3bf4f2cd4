/**
 * When things fall due: slot i → instant for open load, user k → first instant for closed load.
 *
 * <p>Pure arithmetic over {@link dev.plimsoll.engine.plan.RateCurve}; no clock. An instance belongs to one loop and is
 * used by its thread alone.
 */
@NullMarked
package dev.plimsoll.runner.rate;

import org.jspecify.annotations.NullMarked;
