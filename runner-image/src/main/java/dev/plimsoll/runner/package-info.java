/**
 * The load generator: a process that asks the collector for its share of a run, drives it, and reports what it
 * measured.
 *
 * <p>Who owns what: {@code RunnerMain}'s thread talks to the collector; each loop of {@code load} is one thread that
 * owns its slots, its connections and its histograms, and shares them with nobody. Once a second a loop hands a filled
 * bank of histograms to the reporting thread; that is the only way out of it, and a stop is the only way in.
 */
@NullMarked
package dev.plimsoll.runner;

import org.jspecify.annotations.NullMarked;
