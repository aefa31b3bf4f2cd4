/** The nginx that benchmarks load. */
@NullMarked
package dev.plimsoll.bench.nginx;

import org.jspecify.annotations.NullMarked;
