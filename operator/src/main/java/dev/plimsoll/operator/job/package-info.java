/**
 * What a run needs on the cluster: a Job of runner pods, a Secret with the run's token, a NetworkPolicy that lets
 * nobody in.
 *
 * <p>Pure: desired objects from the run and its plan. Everything is owned by the LoadTestRun, so that the garbage
 * collector removes it with the run.
 */
@NullMarked
package dev.plimsoll.operator.job;

import org.jspecify.annotations.NullMarked;
