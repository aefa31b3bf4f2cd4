/** What tests of several packages share. */
@NullMarked
package dev.plimsoll.operator.testing;

import org.jspecify.annotations.NullMarked;
