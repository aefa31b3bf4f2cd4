package dev.plimsoll.engine.contract;

/**
 * That a phase climbs, again and again, to find how much load its target carries. Each judged stretch of its load is a
 * step at one rate, with a warm-up before it: those of the first climb by rising rate, then those of the second.
 *
 * @param steps of each climb, at least 2
 * @param climbs at least 3
 */
public record Staircase(int steps, int climbs) {}
