/**
 * Reads the YAML that people write, and refuses what a cluster would refuse.
 *
 * <p>The schema is the one of the CRDs, so a laptop and a cluster agree on every field, limit and default. All that is
 * wrong is found in one go, and each {@link dev.plimsoll.cli.document.Problem} says where it is, what was read, and
 * what to write.
 */
@NullMarked
package dev.plimsoll.cli.document;

import org.jspecify.annotations.NullMarked;
