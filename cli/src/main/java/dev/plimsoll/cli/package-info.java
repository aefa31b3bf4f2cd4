/**
 * {@code plimsoll} on a laptop: the same YAML, planner, collector and judge as on a cluster, with processes in place of
 * pods.
 *
 * <p>Each command is a class with its options and its story; {@code document} reads files, {@code local} runs a plan,
 * {@code show} and {@code result} tell what came of it, {@code demo} brings something to load.
 */
@NullMarked
package dev.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
