/** A result as a log that HdrHistogram's tools know. */
@NullMarked
package dev.plimsoll.cli.log;

import org.jspecify.annotations.NullMarked;
