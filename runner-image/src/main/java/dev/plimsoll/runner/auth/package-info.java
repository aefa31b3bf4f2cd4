/**
 * How requests prove who sends them.
 *
 * <p>An {@link dev.plimsoll.runner.auth.Authorization} is shared by all loops and may be read by any thread. Files and
 * the first token are read before the start, on a thread that may wait; a token is fetched anew on a thread of its own.
 */
@NullMarked
package dev.plimsoll.runner.auth;

import org.jspecify.annotations.NullMarked;
