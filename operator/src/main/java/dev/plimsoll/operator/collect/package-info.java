/**
 * Where runners meet: they register here, are started together, and report here every second.
 *
 * <p>{@link dev.plimsoll.operator.collect.RunSession} is the state of one run and knows neither HTTP nor Kubernetes, so
 * the operator and the command line share it. {@link dev.plimsoll.operator.collect.CollectorServer} speaks HTTP to
 * runners, {@link dev.plimsoll.operator.collect.Sessions} knows the active runs,
 * {@link dev.plimsoll.operator.collect.SessionTicker} looks at each of them every second and makes what arrived
 * durable. A runner forgets an interval only when a {@link dev.plimsoll.operator.collect.ResultStore} has it, so
 * whoever dies, nothing is lost.
 */
@NullMarked
package dev.plimsoll.operator.collect;

import org.jspecify.annotations.NullMarked;
