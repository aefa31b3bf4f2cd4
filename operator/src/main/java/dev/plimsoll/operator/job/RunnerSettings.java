package dev.plimsoll.operator.job;

import java.time.Duration;

/**
 * What the operator's installation decides about runner pods.
 *
 * @param image the runner's image
 * @param collectorUrl where runners report to
 * @param startTimeout how long the pods of a run may take to register
 */
public record RunnerSettings(String image, String collectorUrl, Duration startTimeout) {}
