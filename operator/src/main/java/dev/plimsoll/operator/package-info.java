/** The operator's process: its configuration, and how its parts are put together. */
@NullMarked
package dev.plimsoll.operator;

import org.jspecify.annotations.NullMarked;
