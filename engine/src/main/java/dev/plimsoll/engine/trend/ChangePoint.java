package dev.plimsoll.engine.trend;

/**
 * A night from which on values were others.
 *
 * @param index of that night, the first one after the change, in the list of all nights
 * @param night the same
 * @param from median since the change before it, or since the begin of its setup
 * @param to median until the next change, or until the end of its setup
 * @param change from the one to the other: a fraction of the value before, 0.1 for 10 % more; for a share of requests a
 *     fraction of what the limit allows
 * @param pValue how likely so great a difference is when there is no change
 */
public record ChangePoint(int index, Night night, double from, double to, double change, double pValue) {}
