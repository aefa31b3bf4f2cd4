/** Finds the nights of LoadTests, in a cluster or in the folders that runs left, and what is to be seen in them. */
@NullMarked
package dev.plimsoll.cli.trend;

import org.jspecify.annotations.NullMarked;
