/** Ends load on a cluster at once, and says when nothing sends any more. */
@NullMarked
package dev.plimsoll.cli.stop;

import org.jspecify.annotations.NullMarked;
