package dev.plimsoll.engine.judge;

/**
 * What one phase of a run came to.
 *
 * @param phase its name
 * @param judgement its verdict and numbers
 */
public record PhaseJudgement(String phase, Judgement judgement) {}
