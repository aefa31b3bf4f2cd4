/** What Prometheus reads: the operator's own health, and the load of active runs as it goes. */
@NullMarked
package dev.plimsoll.operator.metrics;

import org.jspecify.annotations.NullMarked;
