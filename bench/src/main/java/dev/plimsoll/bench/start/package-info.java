/** How soon a new runner sends: the time from its process to its first request, and where it goes. */
@NullMarked
package dev.plimsoll.bench.start;

import org.jspecify.annotations.NullMarked;
