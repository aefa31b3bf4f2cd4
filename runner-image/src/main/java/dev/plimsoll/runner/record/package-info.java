/**
 * What a loop measures: counts and histograms of each step, a second at a time.
 *
 * <p>A {@link dev.plimsoll.runner.record.Recorder} belongs to one loop. Once a second it hands its filled bank over in
 * a {@link dev.plimsoll.runner.record.Slice} and goes on in another: from then on the bank belongs to the reporting
 * thread, whose {@link dev.plimsoll.runner.record.IntervalMerger} joins the slices of all loops, encodes them, and
 * gives the banks back. The two queues between them are the only thing shared, and are touched once a second; a loop
 * that goes on wakes nobody.
 */
@NullMarked
package dev.plimsoll.runner.record;

import org.jspecify.annotations.NullMarked;
