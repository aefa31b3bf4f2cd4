/** Other programs as processes of this machine: found, pinned to a core, looked at while they run. Linux only. */
@NullMarked
package dev.plimsoll.bench.process;

import org.jspecify.annotations.NullMarked;
