/**
 * What the machine grants this process: CPU quota and how much of it was withheld, garbage collection, timer precision.
 * Reads files below a root that is given, so that tests can bring their own.
 */
@NullMarked
package dev.plimsoll.runner.host;

import org.jspecify.annotations.NullMarked;
