/** Histograms of nanoseconds: how they are made, encoded, decoded and merged. Owned by whoever created them; not thread-safe. */
@NullMarked
package dev.plimsoll.engine.histogram;

import org.jspecify.annotations.NullMarked;
