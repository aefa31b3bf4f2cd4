/**
 * What happens when a resource changes: LoadTests make LoadTestRuns, and a LoadTestRun goes through its phases.
 *
 * <p>Status is the only memory. Each phase is one class whose step looks at what is there and says what the status
 * becomes; the reconciler writes it and takes the next step. A step may be repeated at any time, by this process or the
 * next one.
 */
@NullMarked
package dev.plimsoll.operator.reconcile;

import org.jspecify.annotations.NullMarked;
