/** Plimsoll's runner as the process that a pod runs, and a collector for it that is light enough to share a core. */
@NullMarked
package dev.plimsoll.bench.ours;

import org.jspecify.annotations.NullMarked;
