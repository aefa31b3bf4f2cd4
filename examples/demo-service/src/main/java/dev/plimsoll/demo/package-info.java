/** A small web service to load: what examples/quickstart tests, on a cluster and on a laptop. */
@NullMarked
package dev.plimsoll.demo;

import org.jspecify.annotations.NullMarked;
