/**
 * Tells people and machines of verdicts: what is said, to whom, and how often it is tried. Payloads are pure functions
 * of a notice; nothing of an address or a key that comes from a secret is ever in a message, a log or a status.
 */
@NullMarked
package dev.plimsoll.operator.notify;

import org.jspecify.annotations.NullMarked;
