/**
 * What the machine grants this process: CPU quota and how much of it was withheld, garbage collection; and what is
 * asked of it so that loops are prompt: exact timers, short turns, room for descriptors. Quotas are read below a root
 * that is given, so that tests can bring their own.
 */
@NullMarked
package dev.plimsoll.runner.host;

import org.jspecify.annotations.NullMarked;
