/**
 * What people read: conditions, verdicts and numbers as status, and the events that tell of transitions.
 *
 * <p>Pure: a status follows from what was there, what happened and an injected clock. Two calls with the same input
 * give equal statuses, so whoever compares them sees whether there is anything to write.
 */
@NullMarked
package dev.plimsoll.operator.status;

import org.jspecify.annotations.NullMarked;
