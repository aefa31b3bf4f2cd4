/** Asks a cluster for the verdict of a gate, and waits for it however long the way there is. */
@NullMarked
package dev.plimsoll.cli.gate;

import org.jspecify.annotations.NullMarked;
