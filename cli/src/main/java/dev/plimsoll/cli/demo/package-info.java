/** Something to load, for those who want to see Plimsoll before they have a LoadTest of their own. */
@NullMarked
package dev.plimsoll.cli.demo;

import org.jspecify.annotations.NullMarked;
