/**
 * What a run leaves behind on disk: a verdict that any program can read, and every histogram in a format that other
 * tools know.
 */
@NullMarked
package dev.plimsoll.cli.result;

import org.jspecify.annotations.NullMarked;
