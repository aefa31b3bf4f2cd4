/** What the operator answers beside the runners: health and metrics. */
@NullMarked
package dev.plimsoll.operator.web;

import org.jspecify.annotations.NullMarked;
