/**
 * What must hold across the whole tree: how sources are formatted, who knows whom, and that documents tell the truth.
 */
@NullMarked
package dev.plimsoll.checks;

import org.jspecify.annotations.NullMarked;
