/** Runs a LoadTest without a cluster: the operator's own collector in this process, and a process for each runner. */
@NullMarked
package dev.plimsoll.cli.local;

import org.jspecify.annotations.NullMarked;
