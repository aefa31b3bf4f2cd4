/**
 * What people see: the line that moves while a run is under way, the table and the sentence at its end. Pure but for
 * the printer.
 */
@NullMarked
package dev.plimsoll.cli.show;

import org.jspecify.annotations.NullMarked;
